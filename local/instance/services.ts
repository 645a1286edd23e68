import { join, relative } from "node:path";
import { type AuthServer, startAuth } from "#local/services/auth.ts";
import { type GoogleServer, startGoogle } from "#local/services/google.ts";
import { type PostgresServer, startPostgres } from "#local/services/postgres.ts";
import { type ModelStandIn, startModel } from "#local/services/model.ts";
import { type RedisServer, startRedis } from "#local/services/redis.ts";
import type { Manifest } from "./manifest.ts";
import type { InstanceSettings } from "./settings.ts";

/** Where web and worker find what they need, and which of it are stand-ins of ours. */
export interface Services {
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly redisUrl: string;
  readonly authUrl: string;
  readonly publishableKey: string;
  readonly standIns: {
    readonly postgres?: PostgresServer;
    readonly redis?: RedisServer;
    readonly auth?: AuthServer;
    readonly google?: GoogleServer;
    readonly model?: ModelStandIn;
  };
}

/** Starts a stand-in for every service that the environment does not name. */
export async function startServices(settings: InstanceSettings): Promise<Services> {
  const { stateDir, services, url } = settings;
  // Auth sends people to Google, so it has to know where that is.
  const identities = async () => {
    const google =
      services.google === null
        ? await startGoogle({ stateDir, mailPushUrl: `${url}/api/webhooks/gmail` })
        : undefined;
    const named = { stateDir, siteUrl: url, ...(google && { google }) };
    return { google, auth: services.auth === null ? await startAuth(named) : undefined };
  };
  const [postgres, redis, { google, auth }, model] = await Promise.all([
    services.postgres === null ? startPostgres({ stateDir, mode: "durable" }) : undefined,
    services.redis === null ? startRedis({ stateDir, mode: "durable" }) : undefined,
    identities(),
    services.model === null ? startModel({ stateDir }) : undefined,
  ]);
  return {
    appUrl: services.postgres?.appUrl ?? postgres?.appUrl ?? "",
    systemUrl: services.postgres?.systemUrl ?? postgres?.systemUrl ?? "",
    redisUrl: services.redis ?? redis?.url ?? "",
    authUrl: services.auth?.url ?? auth?.url ?? "",
    publishableKey: services.auth?.publishableKey ?? auth?.publishableKey ?? "",
    standIns: {
      ...(postgres && { postgres }),
      ...(redis && { redis }),
      ...(auth && { auth }),
      ...(google && { google }),
      ...(model && { model }),
    },
  };
}

export function describeServices(settings: InstanceSettings, services: Services): Manifest["services"] {
  const { standIns } = services;
  return {
    postgres: { url: services.systemUrl, standIn: standIns.postgres !== undefined },
    redis: { url: services.redisUrl, standIn: standIns.redis !== undefined },
    auth: { url: services.authUrl, standIn: standIns.auth !== undefined },
    google: {
      url: standIns.google?.url ?? settings.services.google,
      standIn: standIns.google !== undefined,
    },
    model: {
      url: standIns.model?.url ?? settings.services.model,
      standIn: standIns.model !== undefined,
    },
  };
}

/** Where mail goes that is not sent, as somebody types it who stands in the checkout. */
export function mailFile(stateDir: string): string {
  return join(relative(process.cwd(), stateDir) || stateDir, "mail.jsonl");
}

export function storageFolder(stateDir: string): string {
  return join(stateDir, "storage");
}
