import { randomUUID } from "node:crypto";

import { expect, test, vi } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { env, setEnv } from "#server/env.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";

import { countTries } from "./tries.ts";

useTestDatabase();

const tryAs = (of: string, max = 5) => countTries([{ name: "test", of, max }]);
const refused = { code: "rate_limited", message: expect.stringContaining("wait 15 minutes") };

const outcomes = async (count: number, of: string) => {
  const results = await Promise.allSettled(Array.from({ length: count }, () => tryAs(of)));
  return results.filter(({ status }) => status === "fulfilled").length;
};

test("of a hundred tries at once exactly as many pass as are allowed", async () => {
  await vi.waitFor(() => redis().ping());
  expect(await outcomes(100, randomUUID())).toBe(5);
});

test("what succeeded is taken back, and others have their own count", async () => {
  const person = randomUUID();
  for (let round = 0; round < 12; round++) await (await tryAs(person))();
  for (let round = 0; round < 5; round++) await tryAs(person);
  await expect(tryAs(person)).rejects.toMatchObject(refused);
  await expect(tryAs(randomUUID())).resolves.toBeTypeOf("function");
});

test("where Redis is away the limit still holds", async () => {
  const settings = env();
  await closeRedis();
  setEnv({ ...settings, REDIS_URL: "redis://127.0.0.1:1" });
  const person = randomUUID();
  expect(await outcomes(20, person)).toBe(5);
  await expect(tryAs(person)).rejects.toMatchObject(refused);
  await closeRedis();
  setEnv(settings);
});
