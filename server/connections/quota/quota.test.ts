import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { testEnvironment } from "#local/testing/fixtures.ts";
import { testRedis } from "#local/testing/redis.ts";
import { env, parseEnv, setEnv } from "#server/env.ts";
import { newId } from "#server/core/index.ts";
import { gmailUnits } from "#server/google/index.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";

import { quotaUsed } from "../index.ts";
import { limitsOf, waitMaxMs, windowMs } from "./limits.ts";
import { quotaOf } from "./quota.ts";
import { placeInRedis } from "./redis-quota.ts";
import { QuotaWindow } from "./window.ts";

const signal = new AbortController().signal;
const { url: redisUrl, prefix: redisPrefix } = testRedis();
const settings = {
  ...testEnvironment({ appUrl: "postgres://x/x", systemUrl: "postgres://x/x", redisUrl, redisPrefix }),
  GMAIL_UNITS_PER_MINUTE: "1000",
};

beforeAll(async () => {
  setEnv(parseEnv(settings));
  await connected();
});
beforeEach(() => setEnv(parseEnv(settings)));
afterAll(closeRedis);

const connected = async () => {
  while (
    (await redis()
      .ping()
      .catch(() => "")) !== "PONG"
  )
    await new Promise((resolve) => setTimeout(resolve, 5));
};
const newAccount = () => `${newId()}@gmail.example`;

interface Grant {
  at: number;
  units: number;
}

/** The most that was granted within any minute. */
function mostInAMinute(grants: readonly Grant[]): number {
  const sorted = grants.toSorted((a, b) => a.at - b.at);
  let [from, sum, most] = [0, 0, 0];
  for (const { at, units } of sorted) {
    sum += units;
    for (let oldest = sorted[from]; oldest && oldest.at <= at - 60_000; oldest = sorted[++from])
      sum -= oldest.units;
    most = Math.max(most, sum);
  }
  return most;
}

const call = (account: string, units: number, isQuick = false) =>
  placeInRedis({ account, service: "gmail", units, isQuick, remembered: 0, isQuestion: false });

describe("in Redis", () => {
  test("no minute ever holds more than the limit, however many ask at once", async () => {
    const calls = fc.array(
      fc.record({ units: fc.constantFrom(1, 2, 5, 20, 40, 100), isQuick: fc.boolean() }),
      {
        minLength: 50,
        maxLength: 120,
      },
    );
    await fc.assert(
      fc.asyncProperty(calls, async (wanted) => {
        const account = newAccount();
        const grants = await Promise.all(
          wanted.map(async ({ units, isQuick }): Promise<Grant[]> => {
            const { isPlaced, at } = await call(account, units, isQuick);
            return isPlaced ? [{ at, units }] : [];
          }),
        );
        expect(mostInAMinute(grants.flat())).toBeLessThanOrEqual(1_000);
        // Whoever is put off is put off by more than anybody waits.
        const spent = grants.flat().reduce((sum, { units }) => sum + units, 0);
        const all = wanted.reduce((sum, { units }) => sum + units, 0);
        expect(spent).toBeGreaterThanOrEqual(Math.min(all, 1_800));
      }),
      { numRuns: 40 },
    );
  });

  test("bulk work uses all but a fiftieth, which is there at once for what somebody waits for", async () => {
    const account = newAccount();
    const waits = [];
    for (let index = 0; index < 60; index++) waits.push((await call(account, 20)).waitMs);
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(49);
    expect(waits[49]).toBeGreaterThan(windowMs - 2_000);
    expect((await call(account, 20, true)).waitMs).toBe(0);
    expect((await call(account, 20, true)).waitMs).toBeGreaterThan(50_000);
  });

  test("an account is one, however it is written and whoever asks; another is another", async () => {
    const account = newAccount();
    await quotaOf(account).spend("gmail", 100, signal);
    await quotaOf(account.toUpperCase(), { bulk: true }).spend("gmail", 40, signal);
    await quotaOf(account).spend("calendar", 1, signal);
    await quotaOf(newAccount()).spend("gmail", 7, signal);
    expect(await quotaUsed(account)).toEqual({
      gmail: { used: 140, limit: 1_000, heldMs: 0 },
      calendar: { used: 1, limit: limitsOf("calendar").account, heldMs: 0 },
    });
  });

  test("a question takes nothing", async () => {
    const quota = quotaOf(newAccount(), { bulk: true });
    expect(await quota.waitFor("gmail", 900)).toBe(0);
    await quota.spend("gmail", 900, signal);
    expect(await quota.waitFor("gmail", 200)).toBeGreaterThan(50_000);
    expect(await quota.waitFor("gmail", 80)).toBe(0);
  });

  test("where the limit is wide, bulk work asks once for several calls; told is what was spent, and those not made are soon void", async () => {
    setEnv({ ...env(), GMAIL_UNITS_PER_MINUTE: 40_000 });
    const account = newAccount();
    const quota = quotaOf(account, { bulk: true });
    const used = async () => (await quotaUsed(account)).gmail.used;
    for (let call = 0; call < 5; call++) await quota.spend("gmail", 20, signal);
    expect(await used()).toBe(100);
    await quota.spend("gmail", 20, signal);
    expect(await used()).toBeGreaterThanOrEqual(120);
    await expect.poll(used).toBe(120);
    // Of 40,000 less a fiftieth.
    expect(await quota.waitFor("gmail", 39_080)).toBe(0);
    expect(await quota.waitFor("gmail", 39_100)).toBeGreaterThan(50_000);
    await quota.spend("gmail", 20, signal);
    // Whatever Google has refused meanwhile holds these too.
    await quotaOf(account).hold("gmail", 300);
    const startedAt = performance.now();
    await quota.spend("gmail", 20, signal);
    expect(performance.now() - startedAt).toBeGreaterThan(250);
    await expect.poll(used).toBe(160);
  });

  test("calls that wait for their turn are not told as spent, nor are those that nobody waits for any more", async () => {
    const account = newAccount();
    const used = async () => (await quotaUsed(account)).gmail.used;
    await quotaOf(account).spend("gmail", 960, signal);
    await quotaOf(account).spend("gmail", 20, signal);
    expect(await used()).toBe(980);
    await quotaOf(account).hold("gmail", 2_500);
    const stopping = new AbortController();
    const [waiting, stopped] = [
      quotaOf(account).spend("gmail", 20, signal),
      quotaOf(account, { bulk: true }).spend("gmail", 20, stopping.signal),
    ];
    await expect.poll(() => quotaOf(account).waitFor("gmail", 20)).toBeGreaterThan(50_000);
    expect(await used()).toBe(980);
    stopping.abort(new Error("stopping"));
    await expect(stopped).rejects.toThrow();
    await waiting;
    expect(await used()).toBe(1_000);
  });

  test.each([6_000, 15_000])(
    "at Gmail's own limit of %i a call of bulk work takes its units alone",
    async (limit) => {
      setEnv({ ...env(), GMAIL_UNITS_PER_MINUTE: limit });
      const account = newAccount();
      const quota = quotaOf(account, { bulk: true });
      let spent = 0;
      for (const units of [gmailUnits.list, gmailUnits.profile, gmailUnits.get]) {
        await quota.spend("gmail", units, signal);
        spent += units;
        expect((await quotaUsed(account)).gmail.used).toBe(spent);
      }
      await quota.spend("calendar", 1, signal);
      expect((await quotaUsed(account)).calendar.used).toBe(1);
    },
  );

  test("of a wide limit too it is messages alone that are taken ahead", async () => {
    setEnv({ ...env(), GMAIL_UNITS_PER_MINUTE: 40_000 });
    const account = newAccount();
    const quota = quotaOf(account, { bulk: true });
    await quota.spend("gmail", gmailUnits.list, signal);
    expect((await quotaUsed(account)).gmail.used).toBe(gmailUnits.list);
  });

  test("what is shared by all is shared evenly once it runs short", async () => {
    setEnv({ ...env(), REDIS_PREFIX: `${redisPrefix}-scarce`, GMAIL_PROJECT_UNITS_PER_MINUTE: 1_000 });
    const [greedy, late] = [newAccount(), newAccount()];
    const take = async (account: string) => ((await call(account, 20)).isPlaced ? 20 : 0);
    let first = 0;
    for (let index = 0; index < 20; index++) first += await take(greedy);
    const taken = { greedy: first, late: 0 };
    for (let index = 0; index < 60; index++) {
      taken.greedy += await take(greedy);
      taken.greedy += await take(greedy);
      taken.late += await take(late);
    }
    expect(taken.greedy + taken.late).toBeLessThanOrEqual(1_000);
    expect(taken.late).toBeGreaterThanOrEqual(320);
  });

  test("a refusal holds every worker's calls of the account, and of no other", async () => {
    const account = newAccount();
    const startedAt = performance.now();
    await quotaOf(account).hold("gmail", 400);
    await quotaOf(newAccount()).spend("gmail", 20, signal);
    expect(performance.now() - startedAt).toBeLessThan(350);
    await quotaOf(account, { bulk: true }).spend("gmail", 20, signal);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(395);
    await quotaOf(account).hold("gmail", waitMaxMs * 2);
    await expect(quotaOf(account).spend("gmail", 20, signal)).rejects.toMatchObject({ kind: "rate_limited" });
    expect((await quotaUsed(account)).gmail.heldMs).toBeGreaterThan(waitMaxMs);
  });

  test("who stops does not wait", async () => {
    const account = newAccount();
    await quotaOf(account).hold("gmail", 60_000);
    const stopping = new AbortController();
    const waiting = quotaOf(account).spend("gmail", 20, stopping.signal);
    setTimeout(() => stopping.abort(new Error("stopping")), 20);
    await expect(waiting).rejects.toThrow();
  });

  test("a Redis that has forgotten everything is told what this process knows", async () => {
    const quota = quotaOf(newAccount(), { bulk: true });
    await quota.spend("gmail", 900, signal);
    await redis().del(await redis().keys(`${redisPrefix}:quota:*`));
    await quota.spend("gmail", 20, signal);
    expect(await quota.waitFor("gmail", 100)).toBeGreaterThan(50_000);
  });
});

test("without Redis a process keeps to a quarter, and goes on counting", async () => {
  await closeRedis();
  setEnv({ ...env(), REDIS_URL: "redis://127.0.0.1:1" });
  const account = newAccount();
  const quota = quotaOf(account, { bulk: true });
  for (let index = 0; index < 12; index++) await quota.spend("gmail", 20, signal);
  expect(await quota.waitFor("gmail", 20)).toBeGreaterThan(50_000);
  expect((await quotaUsed(account)).gmail).toEqual({ used: 240, limit: 1_000, heldMs: 0 });
  const stopping = new AbortController();
  const stopped = quota.spend("gmail", 20, stopping.signal);
  expect((await quotaUsed(account)).gmail.used).toBe(240);
  stopping.abort(new Error("stopping"));
  await expect(stopped).rejects.toThrow();
  expect((await quotaUsed(account)).gmail.used).toBe(240);
  await closeRedis();
  setEnv(parseEnv(settings));
  await connected();
});

test("the window of a process keeps to the limit too", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.nat(9_000)), { maxLength: 200 }),
      (steps) => {
        const window = new QuotaWindow(windowMs);
        let now = 0;
        const grants = steps.map(([units, pauseMs]) => {
          now += pauseMs;
          const asked = window.peek(units, 300, now);
          const at = window.place(units, 300, now);
          expect(at).toBe(asked);
          return { at, units };
        });
        expect(mostInAMinute(grants)).toBeLessThanOrEqual(300);
      },
    ),
  );
});
