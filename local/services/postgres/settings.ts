import { join } from "node:path";
import { z } from "zod";
import { randomSecret, readJson, writePrivateJson } from "#local/process/files.ts";

const Settings = z.object({
  /** Where the cluster lies: below the state directory, in memory, or where its account can reach it. */
  folder: z.string(),
  port: z.int().nullable(),
  passwords: z.object({ admin: z.string(), system: z.string(), app: z.string() }),
});
export type PostgresSettings = z.infer<typeof Settings>;

export const adminLogin = "postgres";
export const systemLogin = "omnicrm_system";
export const appLogin = "omnicrm_app";
export const databaseName = "omnicrm";

export function settingsPath(stateDir: string): string {
  return join(stateDir, "postgres.json");
}

export function readSettings(stateDir: string): PostgresSettings | null {
  return readJson(settingsPath(stateDir), Settings);
}

export function createSettings(stateDir: string, folder: string): PostgresSettings {
  const passwords = { admin: randomSecret(), system: randomSecret(), app: randomSecret() };
  const settings = { folder, port: null, passwords };
  writePrivateJson(settingsPath(stateDir), settings);
  return settings;
}

/** Remembered, so that addresses stay good over a restart. */
export function rememberPort(stateDir: string, settings: PostgresSettings, port: number): PostgresSettings {
  const changed = { ...settings, port };
  if (settings.port !== port) writePrivateJson(settingsPath(stateDir), changed);
  return changed;
}

export function loginUrl(login: string, password: string, port: number, database: string): string {
  return `postgres://${login}:${password}@127.0.0.1:${String(port)}/${database}`;
}
