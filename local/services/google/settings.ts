import { join } from "node:path";
import { z } from "zod";
import { randomSecret, readJson, writePrivateJson } from "#local/process/files.ts";

export const GoogleSettings = z.object({
  port: z.int(),
  clientId: z.string(),
  clientSecret: z.string(),
  /** The day that the demo mailbox ends with, fixed at the first start. */
  anchor: z.iso.datetime(),
  /** Whether the demo mailbox is put in. */
  seeds: z.boolean(),
  /** Where it tells of new mail. */
  mailPushUrl: z.url().nullable().default(null),
});
export type GoogleSettings = z.infer<typeof GoogleSettings>;

export function readSettings(stateDir: string): GoogleSettings | null {
  return readJson(settingsPath(stateDir), GoogleSettings);
}

/** Client and anchor stay, so that who is connected stays so over a restart. */
export function saveSettings(
  stateDir: string,
  { port, seeds, mailPushUrl }: Pick<GoogleSettings, "port" | "seeds" | "mailPushUrl">,
): GoogleSettings {
  const kept = readSettings(stateDir) ?? {
    clientId: "omnicrm-local.apps.googleusercontent.com",
    clientSecret: `GOCSPX-${randomSecret()}`,
    anchor: new Date().toISOString(),
  };
  const settings = { ...kept, port, seeds, mailPushUrl };
  writePrivateJson(settingsPath(stateDir), settings);
  return settings;
}

const settingsPath = (stateDir: string): string => join(stateDir, "google.json");
