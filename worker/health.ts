import { createServer, type Server } from "node:http";

import { registry } from "#server/observability/index.ts";

/** GET /health and /metrics of this worker, for whoever runs the container. */
export function startHealth(port: number, isReady: () => boolean): Server {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === "/health") {
        response.writeHead(isReady() ? 200 : 503, { "content-type": "application/json" });
        response.end(JSON.stringify({ live: true, ready: isReady() }));
      } else if (request.url === "/metrics") {
        response.writeHead(200, { "content-type": registry.contentType });
        response.end(await registry.metrics());
      } else {
        response.writeHead(404).end();
      }
    })();
  });
  server.listen(port);
  return server;
}
