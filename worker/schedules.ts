import { releaseStaleReservations } from "#server/billing/index.ts";
import { sweepTurns } from "#server/chat/index.ts";
import { env } from "#server/env.ts";
import { sweepJobs } from "#server/jobs/index.ts";
import { logger } from "#server/observability/index.ts";

import { enqueueDueSyncs, enqueueDueWatches } from "#server/sync/index.ts";

import { cleanUp } from "./clean-up.ts";
import { dispatchOutbox } from "./outbox.ts";

interface Schedule {
  name: string;
  everyMs: number;
  /** Run by every worker: each takes rows by lock, so many do no harm. */
  work: () => Promise<unknown>;
}

const schedules = (): Schedule[] => [
  { name: "outbox", everyMs: 1_000, work: dispatchOutbox },
  { name: "job sweep", everyMs: env().JOB_SWEEP_MS, work: () => sweepJobs(env().JOB_SWEEP_MS) },
  { name: "due syncs", everyMs: 1_000, work: enqueueDueSyncs },
  { name: "due watches", everyMs: 5_000, work: enqueueDueWatches },
  { name: "turn sweep", everyMs: 10_000, work: sweepTurns },
  { name: "budget sweep", everyMs: 60_000, work: releaseStaleReservations },
  { name: "clean-up", everyMs: 3_600_000, work: cleanUp },
];

/** Starts the recurring work of this process. Each waits for its own last run; a failure is said and tried again. */
export function startSchedules(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const loops = schedules().map((schedule) => loop(schedule, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}

async function loop({ name, everyMs, work }: Schedule, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      logger().warn({ err: error, schedule: name }, "recurring work failed; it runs again");
    }
    await pause(everyMs, signal);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
