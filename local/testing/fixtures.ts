import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll } from "vitest";

import { closePools } from "#server/db/index.ts";
import { parseEnv, setEnv } from "#server/env.ts";

import { createTestDatabase, type TestDatabase } from "./database.ts";
import { testRedis } from "./redis.ts";

export { contextOf, newMember, newOwner, through } from "./owners.ts";

/** Settings of a process that runs against the given services. */
export function testEnvironment(services: {
  appUrl: string;
  systemUrl: string;
  redisUrl: string;
  redisPrefix: string;
}): Record<string, string> {
  return {
    NODE_ENV: "test",
    APP_SECRET: "kD9f2mQ7xV4bN8wZ1rT6yU3pL5sH0jGa",
    DATABASE_URL: services.appUrl,
    SYSTEM_DATABASE_URL: services.systemUrl,
    DATABASE_POOL_MAX: "6",
    REDIS_URL: services.redisUrl,
    REDIS_PREFIX: services.redisPrefix,
    SUPABASE_URL: "http://127.0.0.1:1",
    SUPABASE_PUBLISHABLE_KEY: "unused",
    STORAGE_DIR: join(tmpdir(), "omnicrm-test-uploads"),
    LOG_LEVEL: "silent",
    // The stand-in refuses nothing unless a test says so.
    GMAIL_UNITS_PER_MINUTE: "10000000",
    GMAIL_PROJECT_UNITS_PER_MINUTE: "10000000",
    CALENDAR_CALLS_PER_MINUTE: "10000000",
    CALENDAR_PROJECT_CALLS_PER_MINUTE: "10000000",
  };
}

/** A database of the calling file's own, with the environment pointing at it. Call at the top of a test file. */
export function useTestDatabase(overrides: Record<string, string> = {}): { current: TestDatabase } {
  let current: TestDatabase | undefined;
  const started = (): TestDatabase => {
    if (!current) throw new Error("the database is made before the first test, not while the file is read");
    return current;
  };
  beforeAll(async () => {
    const database = await createTestDatabase();
    current = database;
    const redis = testRedis();
    setEnv(
      parseEnv({
        ...testEnvironment({
          appUrl: database.appUrl,
          systemUrl: database.systemUrl,
          redisUrl: redis.url,
          redisPrefix: redis.prefix,
        }),
        ...overrides,
      }),
    );
  });
  afterAll(async () => {
    await closePools();
    await current?.drop();
  });
  return {
    get current() {
      return started();
    },
  };
}
