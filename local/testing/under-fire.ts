import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Redis } from "ioredis";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";

import { closePools } from "#server/db/index.ts";
import { env, parseEnv, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { type PrivateServices, startPrivateServices } from "./cluster.ts";
import { testEnvironment } from "./fixtures.ts";
import { useWorkers, type Workers } from "./workers.ts";

export interface HouseUnderFire {
  readonly services: PrivateServices;
  readonly system: postgres.Sql;
  /** The worker process; its first start is the test's. */
  readonly workers: Workers;
  flushRedis(): Promise<void>;
  restartPostgres(): Promise<void>;
}

/** Servers and workers of a test's own, which it may kill; beside useGoogleStandIn(), which comes after. */
export function useHouseUnderFire(name: string, chunkSize: number): HouseUnderFire {
  let house: Omit<HouseUnderFire, "flushRedis" | "restartPostgres"> | undefined;
  let storage = "";
  let workers: Workers | undefined;
  const current = () => {
    if (!house) throw new Error("the servers have not started");
    return house;
  };
  beforeAll(async () => {
    const services = await startPrivateServices();
    storage = await mkdtemp(join(tmpdir(), "omnicrm-kill-"));
    const { appUrl, systemUrl } = services.postgres;
    const urls = { appUrl, systemUrl, redisUrl: services.redis.url, redisPrefix: name };
    const settings = {
      ...testEnvironment(urls),
      STORAGE_DIR: storage,
      IMPORT_CHUNK_SIZE: String(chunkSize),
      JOB_LEASE_MS: "1000",
      JOB_STALLED_MS: "500",
      JOB_SWEEP_MS: "250",
      WORKER_PORT: "0",
    };
    setEnv(parseEnv(settings));
    const system = postgres(systemUrl, { max: 2, prepare: false, onnotice: () => undefined });
    house = {
      services,
      system,
      get workers() {
        return (workers ??= useWorkers(() => ({ ...settings, ...google() })));
      },
    };
  });
  afterAll(async () => {
    await workers?.dispose();
    await Promise.allSettled([house?.system.end({ timeout: 1 }), closePools(), closeQueues(), closeRedis()]);
    await house?.services.dispose();
    await rm(storage, { recursive: true, force: true });
  });
  return {
    get services() {
      return current().services;
    },
    get system() {
      return current().system;
    },
    get workers() {
      return current().workers;
    },
    async flushRedis() {
      const redis = new Redis(current().services.redis.url);
      await redis.flushall();
      redis.disconnect();
    },
    async restartPostgres() {
      await current().services.postgres.kill("SIGKILL");
      await current().services.postgres.start();
    },
  };
}

/** Where the stand-in of Google is, once it has started. */
function google(): Record<string, string> {
  const { GOOGLE_CLIENT_ID = "", GOOGLE_CLIENT_SECRET = "", GOOGLE_BASE_URL = "" } = env();
  return { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_BASE_URL };
}
