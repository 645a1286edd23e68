import { createHmac } from "node:crypto";

import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";
import { redis, within } from "#server/realtime/index.ts";

interface Limit {
  /** What is counted, like "sign-in:address". */
  name: string;
  /** Whose tries; stored as a keyed digest. */
  of: string;
  max: number;
}

const windowSeconds = 15 * 60;
const redisMs = 250;
const rememberedMax = 10_000;

// Where Redis is away each process counts for itself: the limit is looser, but it holds.
const remembered = new Map<string, { count: number; endsAt: number }>();

/**
 * Counts a try against each limit and answers the function that takes the tries back, for when they succeed.
 * Throws AppError rate_limited once one is used up; fixed windows of 15 minutes.
 */
export async function countTries(limits: readonly Limit[]): Promise<() => Promise<void>> {
  const keys = limits.map(keyOf);
  const counts = await Promise.all(keys.map((key) => add(key, 1)));
  if (counts.some((count, index) => count > (limits[index]?.max ?? 0))) {
    throw new AppError("rate_limited", "Too many tries. Please wait 15 minutes and try again.");
  }
  return async () => {
    await Promise.all(keys.map((key) => add(key, -1)));
  };
}

function keyOf({ name, of }: Limit): string {
  const digest = createHmac("sha256", env().APP_SECRET).update(of).digest("base64url");
  const window = Math.floor(Date.now() / 1000 / windowSeconds);
  return `${env().REDIS_PREFIX}:tries:${name}:${digest}:${window}`;
}

async function add(key: string, by: 1 | -1): Promise<number> {
  try {
    const replies = await within(redisMs, redis().multi().incrby(key, by).expire(key, windowSeconds).exec());
    const count = replies?.[0]?.[1];
    if (typeof count === "number") return count;
  } catch {
    // Counted below.
  }
  return addHere(key, by);
}

function addHere(key: string, by: 1 | -1): number {
  const now = Date.now();
  if (remembered.size >= rememberedMax) {
    for (const [old, { endsAt }] of remembered) if (endsAt < now) remembered.delete(old);
    if (remembered.size >= rememberedMax) remembered.clear();
  }
  const entry = remembered.get(key) ?? { count: 0, endsAt: now + windowSeconds * 1000 };
  entry.count = Math.max(0, entry.count + by);
  remembered.set(key, entry);
  return entry.count;
}
