import { rmSync } from "node:fs";
import { Redis } from "ioredis";
import { afterAll, expect, test } from "vitest";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { type RedisServer, startRedis } from "./redis.ts";
import { javascriptRedis } from "./redis/find.ts";

const folders: string[] = [];
const servers: RedisServer[] = [];

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = createThrowawayFolder();
  folders.push(folder);
  return folder;
}

async function ask(url: string, ...[command, ...args]: [string, ...string[]]): Promise<unknown> {
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.call(command, ...args);
  } finally {
    client.disconnect();
  }
}

test("a durable server keeps what it was told when it is killed, and is adopted by a later start", async () => {
  const stateDir = newFolder();
  const both = await Promise.all([
    startRedis({ stateDir, mode: "durable" }),
    startRedis({ stateDir, mode: "durable" }),
  ]);
  const [server] = both;
  servers.push(server);
  expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
  expect(await ask(server.url, "config", "get", "maxmemory-policy")).toContain("noeviction");
  await expect(ask(server.url.replace(/:[^:@]+@/, ":guess@"), "ping")).rejects.toThrow();

  await ask(server.url, "set", "name", "Ada");
  await server.kill("SIGKILL");
  expect(server.isRunning()).toBe(false);
  await server.start();
  expect(await ask(server.url, "get", "name")).toBe("Ada");

  const again = await startRedis({ stateDir, mode: "durable" });
  expect(again.adopted).toBe(true);
  expect(again.process()).toEqual(server.process());
});

test("the server in JavaScript stands in where there is no other", async () => {
  const server = await startRedis({ stateDir: newFolder(), mode: "throwaway", program: javascriptRedis() });
  servers.push(server);
  expect(server.kind).toBe("js-redis-server");
  expect(await ask(server.url, "set", "name", "Ada")).toBe("OK");
  await expect(ask(server.url.replace(/:[^:@]+@/, "@"), "ping")).rejects.toThrow();
  await server.kill("SIGKILL");
  await server.start();
  expect(await ask(server.url, "ping")).toBe("PONG");
});
