import { Redis, type RedisOptions } from "ioredis";

import { perProcess } from "#lib/per-process.ts";
import { env } from "#server/env.ts";
import { logger } from "#server/observability/index.ts";

export { within } from "#lib/within.ts";

const state = perProcess("realtime.redis", (): { shared?: Redis | undefined } => ({}));

interface QueueConnection {
  url: string;
  connectTimeout: number;
  maxRetriesPerRequest: number | null;
}

/** For a library that opens connections of its own: queues give up soon, workers wait for Redis to come back. */
export function redisOptions({
  maxRetriesPerRequest,
}: Pick<QueueConnection, "maxRetriesPerRequest">): QueueConnection {
  return { url: env().REDIS_URL, connectTimeout: 5_000, maxRetriesPerRequest };
}

/** A connection that reconnects by itself and says at most once a minute that it cannot. */
export function connectRedis(options: RedisOptions = {}): Redis {
  const connection = new Redis(env().REDIS_URL, { connectTimeout: 5_000, ...options });
  let saidAt = 0;
  connection.on("error", (error: Error) => {
    if (Date.now() - saidAt < 60_000) return;
    saidAt = Date.now();
    logger().warn({ err: error }, "Redis cannot be reached; trying again");
  });
  return connection;
}

/** The process's connection for short commands: fails at once while Redis is away, so that nothing waits for it. */
export function redis(): Redis {
  state.shared ??= connectRedis({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  return state.shared;
}

export async function closeRedis(): Promise<void> {
  const open = state.shared;
  state.shared = undefined;
  open?.disconnect();
  await Promise.resolve();
}
