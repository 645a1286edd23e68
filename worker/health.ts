import { hash, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";

import { env } from "#server/env.ts";
import { registry } from "#server/observability/index.ts";

const mayRead = (authorization: string | undefined): boolean => {
  const { METRICS_TOKEN } = env();
  if (METRICS_TOKEN === undefined) return true;
  const [given, wanted] = [authorization ?? "", `Bearer ${METRICS_TOKEN}`].map((text) =>
    hash("sha256", text, "buffer"),
  );
  return given !== undefined && wanted !== undefined && timingSafeEqual(given, wanted);
};

/** GET /health and /metrics of this worker, for whoever runs the container. */
export function startHealth(port: number, isReady: () => boolean): Server {
  const server = createServer((request, response) => {
    void (async () => {
      if (request.url === "/health") {
        response.writeHead(isReady() ? 200 : 503, { "content-type": "application/json" });
        response.end(JSON.stringify({ live: true, ready: isReady() }));
      } else if (request.url === "/metrics" && mayRead(request.headers.authorization)) {
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
