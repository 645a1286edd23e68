import { migrate } from "#drizzle/migrate.ts";
import { type ThrowawayServices, startThrowawayServices } from "./throwaway.ts";

export type PrivateServices = ThrowawayServices;

/** Servers for tests that stop or kill them; the database `omnicrm` of `postgres.appUrl` is migrated. */
export async function startPrivateServices(): Promise<PrivateServices> {
  const services = await startThrowawayServices();
  try {
    await migrate(services.postgres.systemUrl);
  } catch (error) {
    await services.dispose();
    throw error;
  }
  return services;
}
