import { createServer, type Server } from "node:http";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { createContact, listContacts } from "#server/contacts/index.ts";
import { closePools } from "#server/db/index.ts";
import { type Env, env, setEnv } from "#server/env.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

import { handleHealth } from "../api/health.ts";

useTestDatabase();

let auth: Server;
let authStatus = 200;
let settings: Env;

beforeAll(async () => {
  auth = createServer((_, response) => response.writeHead(authStatus).end("{}"));
  await new Promise<void>((resolve) => auth.listen(0, "127.0.0.1", resolve));
  const address = auth.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  settings = { ...env(), SUPABASE_URL: `http://127.0.0.1:${port}` };
  setEnv(settings);
});
afterAll(async () => {
  await closeRedis();
  await new Promise((resolve) => auth.close(resolve));
});

async function health() {
  const response = await handleHealth();
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
// An answer is shared for a second, so a change shows up within the next.
const eventually = (expected: object) => expect.poll(health, { timeout: 5_000 }).toMatchObject(expected);

const ok = { status: "ok" };
const down = { status: "down", detail: expect.stringMatching(/\.$/) };
const notSetUp = { status: "not set up" };

test("with everything there it is ready, and says what is not set up", async () => {
  await expect
    .poll(() =>
      redis()
        .set(`${env().REDIS_PREFIX}:worker-seen`, Date.now())
        .catch(() => ""),
    )
    .toBe("OK");
  await eventually({
    status: 200,
    body: {
      live: true,
      ready: true,
      status: "ok",
      dependencies: {
        postgres: ok,
        redis: ok,
        auth: ok,
        storage: ok,
        worker: ok,
        google: notSetUp,
        model: notSetUp,
      },
    },
  });
});

test("without a worker, or without Redis, it stays ready and says what waits", async () => {
  await redis().del(`${env().REDIS_PREFIX}:worker-seen`);
  await eventually({
    status: 200,
    body: { ready: true, status: "degraded", dependencies: { worker: down, redis: ok } },
  });
  await closeRedis();
  setEnv({ ...settings, REDIS_URL: "redis://127.0.0.1:1" });
  await eventually({
    status: 200,
    body: { ready: true, status: "degraded", dependencies: { redis: down, worker: down } },
  });
  const owner = await newOwner();
  await createContact(owner, { displayName: "Ada" });
  expect((await listContacts(through(owner, "rest"), {})).items).toMatchObject([{ displayName: "Ada" }]);
  await closeRedis();
  setEnv(settings);
});

test("without a place for files it stays ready and says what does not work", async () => {
  const away = vi.spyOn(storage(), "answers").mockRejectedValue(new Error("read-only file system"));
  await eventually({
    status: 200,
    body: { ready: true, status: "degraded", dependencies: { storage: down } },
  });
  away.mockRestore();
});

test("without Auth or Postgres it is not ready; no answer takes long or tells an address", async () => {
  authStatus = 503;
  await eventually({
    status: 503,
    body: { live: true, ready: false, status: "down", dependencies: { auth: down, postgres: ok } },
  });
  authStatus = 200;
  await closePools();
  setEnv({ ...settings, DATABASE_URL: "postgres://someone@192.0.2.1:5432/omnicrm" });
  await eventually({ status: 503, body: { ready: false, dependencies: { auth: ok, postgres: down } } });
  const startedAt = performance.now();
  await expect
    .poll(async () => JSON.stringify((await health()).body), { timeout: 3_000 })
    .not.toContain("192.0.2.1");
  expect(performance.now() - startedAt).toBeLessThan(1_500);
  setEnv(settings);
});
