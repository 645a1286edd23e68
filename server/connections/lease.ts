import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import { perProcess } from "#lib/per-process.ts";
import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";
import { redis, within } from "#server/realtime/index.ts";

const redisMs = 250;
const leaseMs = 20_000;
const patienceMs = 30_000;
const lookAgainMs = 50;

// Where Redis is away each process keeps its own order: a second one may then ask Google once more than needed.
const held = perProcess("connections.leases", () => new Set<string>());

const release = `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call("del", KEYS[1]) end return 0`;

/**
 * Runs the work while nobody else runs work of this name, in any process. It outlives a dead holder by 20 seconds at
 * most, so that the work has to look at its rows again. Throws AppError unavailable after half a minute of waiting.
 */
export async function withLease<T>(name: string, work: () => Promise<T>): Promise<T> {
  const key = `${env().REDIS_PREFIX}:lease:${name}`;
  const token = randomUUID();
  const giveUpAt = Date.now() + patienceMs;
  while (!(await take(key, token))) {
    if (Date.now() > giveUpAt) {
      throw new AppError(
        "unavailable",
        "This is taking longer than it should. Please try again in a moment.",
      );
    }
    await wait(lookAgainMs + Math.random() * lookAgainMs);
  }
  try {
    return await work();
  } finally {
    held.delete(key);
    // Left to expire where Redis is away.
    await within(redisMs, redis().eval(release, 1, key, token)).catch(() => undefined);
  }
}

async function take(key: string, token: string): Promise<boolean> {
  if (held.has(key)) return false;
  held.add(key);
  const answer = await within(redisMs, redis().set(key, token, "PX", leaseMs, "NX")).catch(() => "away");
  if (answer !== null) return true;
  held.delete(key);
  return false;
}
