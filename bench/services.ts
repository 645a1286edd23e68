import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { migrate } from "#drizzle/migrate.ts";
import { databaseUrl, type PostgresServer, startPostgres } from "#local/services/postgres.ts";
import { startRedis } from "#local/services/redis.ts";
import { createThrowawayFolder } from "#local/testing/throwaway.ts";
import { closePools } from "#server/db/index.ts";
import { parseEnv, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis, closeSubscriber } from "#server/realtime/index.ts";

import type { BenchRun } from "./bench.ts";

export interface BenchServices {
  /** Swept by the next run if this one is killed. */
  folder: string;
  postgres: PostgresServer;
  /** The superuser's, on the migrated database. */
  adminUrl: string;
  /** The environment of web and worker. This process has it already. */
  settings: Record<string, string>;
}

/**
 * A Postgres that writes as it does in production (fsync on, on disk), a Redis, and the environment of the app pointing
 * at them. Only `npm start`'s own settings are used, nothing is tuned for the figures.
 */
export async function startServices({ atEnd }: Pick<BenchRun, "atEnd">): Promise<BenchServices> {
  const folder = createThrowawayFolder();
  atEnd(() => Promise.resolve(rmSync(folder, { recursive: true, force: true })));
  const postgres = await startPostgres({ stateDir: folder, mode: "durable" });
  atEnd(postgres.dispose);
  const redis = await startRedis({ stateDir: folder, mode: "throwaway" });
  atEnd(redis.dispose);
  await migrate(postgres.systemUrl);
  const storage = join(folder, "storage");
  mkdirSync(storage);
  const settings = {
    NODE_ENV: "production",
    APP_SECRET: randomBytes(32).toString("base64"),
    DATABASE_URL: postgres.appUrl,
    SYSTEM_DATABASE_URL: postgres.systemUrl,
    REDIS_URL: redis.url,
    REDIS_PREFIX: "bench",
    SUPABASE_URL: "http://127.0.0.1:1",
    SUPABASE_PUBLISHABLE_KEY: "unused",
    STORAGE_DIR: storage,
    WORKER_PORT: "0",
    LOG_LEVEL: "warn",
  };
  setEnv(parseEnv(settings));
  atEnd(closeConnections);
  return {
    folder,
    postgres,
    adminUrl: databaseUrl(postgres.adminUrl, new URL(postgres.appUrl).pathname.slice(1)),
    settings,
  };
}

async function closeConnections(): Promise<void> {
  await Promise.allSettled([closePools(), closeQueues()]);
  closeSubscriber();
  await closeRedis();
}
