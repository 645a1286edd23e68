import type { TestProject } from "vitest/node";
import { createTemplate } from "./template.ts";
import { startThrowawayServices } from "./throwaway.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses of the run's own servers; tests take theirs from createTestDatabase() and testRedis(). */
    postgres: { adminUrl: string; systemUrl: string; appUrl: string };
    redisUrl: string;
  }
}

/** One Postgres and one Redis for the whole run, and a migrated database to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const services = await startThrowawayServices();
  const { adminUrl, systemUrl, appUrl } = services.postgres;
  try {
    await createTemplate({ adminUrl, systemUrl });
  } catch (error) {
    await services.dispose();
    throw error;
  }
  project.provide("postgres", { adminUrl, systemUrl, appUrl });
  project.provide("redisUrl", services.redis.url);
  return services.dispose;
}
