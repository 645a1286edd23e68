import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { type Env, env, setEnv } from "#server/env.ts";

import { probeGoogle } from "./probes.ts";

useTestDatabase();

let standIn: Server;
let asked = 0;
let settings: Env;
let named: Partial<Env>;

beforeAll(async () => {
  standIn = createServer((_, response) => {
    asked += 1;
    response.end("{}");
  });
  await new Promise<void>((resolve) => standIn.listen(0, "127.0.0.1", resolve));
  const { port } = standIn.address() as AddressInfo;
  settings = env();
  named = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };
  setEnv({ ...settings, ...named, GOOGLE_BASE_URL: `http://127.0.0.1:${String(port)}` });
});
afterEach(() => setEnv(settings));
afterAll(() => standIn.close());

test("a stand-in for Google is looked after, Google itself is not asked", async () => {
  expect(await probeGoogle()).toEqual({ status: "ok" });
  expect(asked).toBe(1);
  setEnv({ ...settings, ...named, GOOGLE_BASE_URL: "http://127.0.0.1:1" });
  expect(await probeGoogle()).toMatchObject({ status: "down" });
  setEnv({ ...settings, ...named });
  expect(await probeGoogle()).toEqual({ status: "ok" });
  setEnv(settings);
  expect(await probeGoogle()).toEqual({ status: "not set up" });
});
