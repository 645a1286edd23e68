import { join } from "node:path";
import { z } from "zod";
import { randomSecret, readJson, writePrivateJson } from "#local/process/files.ts";
import { pushAccount, pushTopic } from "#local/services/google/google.ts";
import { demoModel } from "#local/services/model.ts";
import { mailFile, type Services, storageFolder } from "./services.ts";
import type { InstanceSettings } from "./settings.ts";

const Secrets = z.object({ appSecret: z.string().min(32) });

/** What web and worker get: whatever the person set, and what the launcher knows. */
export function appEnvironment(
  settings: InstanceSettings,
  services: Services,
  workerPort: number,
): Record<string, string> {
  const { passedOn, stateDir } = settings;
  return {
    APP_SECRET: keepSecret(stateDir),
    APP_URL: settings.url,
    STORAGE_DRIVER: "disk",
    STORAGE_DIR: storageFolder(stateDir),
    ...standInDefaults(services),
    ...passedOn,
    NODE_ENV: "production",
    DATABASE_URL: services.appUrl,
    SYSTEM_DATABASE_URL: services.systemUrl,
    REDIS_URL: services.redisUrl,
    SUPABASE_URL: services.authUrl,
    SUPABASE_PUBLISHABLE_KEY: services.publishableKey,
    ...modelOf(services),
    ...googleOf(services),
    LOCAL_STAND_INS: Object.keys(services.standIns).join(","),
    LOCAL_MAIL_FILE: mailFile(stateDir),
    NEXT_DIST_DIR: settings.distDir,
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(settings.port),
    WORKER_PORT: String(workerPort),
  };
}

// A stand-in answers to any key.
function modelOf({ standIns: { model } }: Services): Record<string, string> {
  if (model === undefined) return {};
  return { OPENAI_API_KEY: "stand-in", OPENAI_BASE_URL: model.url, OPENAI_MODEL: demoModel };
}

function googleOf({ standIns: { google } }: Services): Record<string, string> {
  if (google === undefined) return {};
  return {
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    GOOGLE_BASE_URL: google.url,
    GMAIL_PUSH_TOPIC: pushTopic,
    GMAIL_PUSH_ACCOUNT: pushAccount,
    CALENDAR_PUSH: "true",
  };
}

// A stand-in refuses nothing by itself: what its own limits are set to is named in the environment too. And it tells of
// all that arrives, so that the poll is rare: the newest month of the demo is left for a newcomer to sync.
function standInDefaults({ standIns: { google } }: Services): Record<string, string> {
  if (google === undefined) return {};
  const endless = "10000000";
  return {
    GMAIL_UNITS_PER_MINUTE: endless,
    GMAIL_PROJECT_UNITS_PER_MINUTE: endless,
    CALENDAR_CALLS_PER_MINUTE: endless,
    CALENDAR_PROJECT_CALLS_PER_MINUTE: endless,
    SYNC_POLL_SECONDS: "3600",
  };
}

// Tokens that are stored encrypted must be readable after a restart.
function keepSecret(stateDir: string): string {
  const path = join(stateDir, "secrets.json");
  const kept = readJson(path, Secrets);
  if (kept !== null) return kept.appSecret;
  const appSecret = randomSecret();
  writePrivateJson(path, { appSecret });
  return appSecret;
}
