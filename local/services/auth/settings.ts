import { join } from "node:path";
import { z } from "zod";
import { randomSecret, readJson, writePrivateJson } from "#local/process/files.ts";

export const AuthSettings = z.object({
  port: z.int(),
  /** Where the app is: mails lead there, and sign-ins may return there. */
  siteUrl: z.url(),
  jwtSecret: z.string(),
  publishableKey: z.string(),
  secretKey: z.string(),
  /** The stand-in for Google, where there is one: people may sign in with it. */
  google: z.object({ url: z.url(), clientId: z.string(), clientSecret: z.string() }).nullable().default(null),
});
export type AuthSettings = z.infer<typeof AuthSettings>;

export function settingsPath(stateDir: string): string {
  return join(stateDir, "auth.json");
}

export function readSettings(stateDir: string): AuthSettings | null {
  return readJson(settingsPath(stateDir), AuthSettings);
}

/** The secrets stay, so that people stay signed in over a restart. */
export function saveSettings(
  stateDir: string,
  { port, siteUrl, google }: Pick<AuthSettings, "port" | "siteUrl" | "google">,
): AuthSettings {
  const kept = readSettings(stateDir) ?? {
    jwtSecret: randomSecret(),
    publishableKey: `sb_publishable_${randomSecret()}`,
    secretKey: `sb_secret_${randomSecret()}`,
  };
  const settings = { ...kept, port, siteUrl, google };
  writePrivateJson(settingsPath(stateDir), settings);
  return settings;
}
