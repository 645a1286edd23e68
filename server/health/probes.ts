import { within } from "#lib/within.ts";
import { authAnswers } from "#server/auth/index.ts";
import { appPool } from "#server/db/index.ts";
import { workerSeenAt } from "#server/jobs/index.ts";
import { redis } from "#server/realtime/index.ts";

import type { Dependency } from "./read-health.ts";

const patienceMs = 500;
/** A worker says every few seconds that it is there. */
const workerSilenceMs = 30_000;

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

export const probeWorker = (): Promise<Dependency> =>
  probe(async () => {
    const seenAt = await workerSeenAt();
    return seenAt !== null && Date.now() - seenAt.getTime() < workerSilenceMs;
  }, "No worker runs: jobs wait until one does.");
