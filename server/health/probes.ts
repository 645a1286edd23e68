import { within } from "#lib/within.ts";
import { authAnswers } from "#server/auth/index.ts";
import { appPool } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { workerSeenAt } from "#server/jobs/index.ts";
import { redis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

export interface Dependency {
  status: "ok" | "down" | "not set up";
  detail?: string;
}

const patienceMs = 500;

// Details are for everybody to read: no address, no message of a driver.
async function probe(work: () => Promise<boolean>, detail: string): Promise<Dependency> {
  const isUp = await within(patienceMs, work()).catch(() => false);
  return isUp ? { status: "ok" } : { status: "down", detail };
}

export const probePostgres = (): Promise<Dependency> =>
  probe(async () => (await appPool().client`select 1 as up`).length === 1, "Nothing can be read or changed.");

export const probeRedis = (): Promise<Dependency> =>
  probe(
    async () => (await redis().ping()) === "PONG",
    "Jobs start late and pages do not update by themselves; nothing is lost.",
  );

export const probeAuth = (): Promise<Dependency> =>
  probe(() => authAnswers(AbortSignal.timeout(patienceMs)), "Nobody can sign in; API keys work.");

export const probeStorage = (): Promise<Dependency> =>
  probe(() => storage().answers(), "Files can be neither uploaded nor imported; all else works.");

export async function probeWorker(): Promise<Dependency> {
  try {
    const seenAt = await within(patienceMs, workerSeenAt());
    return seenAt
      ? { status: "ok" }
      : { status: "down", detail: "No worker runs: jobs wait until one does." };
  } catch {
    return { status: "down", detail: "Not known while Redis is away." };
  }
}

/** Real Google is not asked: its being away shows where it is used. Only a stand-in is our own to look after. */
export async function probeGoogle(): Promise<Dependency> {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET, GOOGLE_BASE_URL } = env();
  if (!GOOGLE_CLIENT_ID || !GOOGLE_CLIENT_SECRET) return { status: "not set up" };
  if (!GOOGLE_BASE_URL) return { status: "ok" };
  const address = new URL("/.well-known/openid-configuration", GOOGLE_BASE_URL);
  return probe(
    async () => (await fetch(address, { signal: AbortSignal.timeout(patienceMs) })).ok,
    "Nothing new comes in from Google until it is back.",
  );
}
