import { env } from "#server/env.ts";
import { redis, within } from "#server/realtime/index.ts";

/** When a worker last said that it is there; null when none did for twelve seconds. Throws while Redis is away. */
export async function workerSeenAt(): Promise<Date | null> {
  const seen = await within(250, redis().get(`${env().REDIS_PREFIX}:worker-seen`));
  return seen === null ? null : new Date(Number(seen));
}
