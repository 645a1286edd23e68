import { setTimeout as delay } from "node:timers/promises";

import { type SQL, sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

const lookAgainMs = 100;
const patienceMs = 15_000;

/** Asks these jobs to stop: a waiting one is over at once, a running one commits no further step. */
export async function stopJobs(tx: Tx, which: SQL): Promise<void> {
  await tx.execute(sql`
    update crm.jobs set cancel_requested_at = coalesce(cancel_requested_at, now()),
      status = case when status = 'running' then 'running' else 'cancelled' end,
      finished_at = case when status = 'running' then null else now() end
    where (${which}) and status in ('queued', 'running', 'paused')`);
}

/** Everything that works on this connection but for the end of its access, and for the job that asks. */
export const jobsOfConnection = (connectionId: string, but: string | null): SQL => sql`
  id is distinct from ${but}::uuid and kind <> 'connections.revoke' and (payload ->> 'connectionId' = ${connectionId}
    or id in (select b.job_id from crm.sync_batches b where b.connection_id = ${connectionId}
      union all select b.undo_job_id from crm.sync_batches b where b.connection_id = ${connectionId}
      union all select p.job_id from crm.previews p where p.connection_id = ${connectionId}))`;

/** Those that were at work on batches which this job takes back. */
export const jobsBehind = (jobId: string): SQL => sql`
  id <> ${jobId} and id in (select b.job_id from crm.sync_batches b where b.undo_job_id = ${jobId})`;

/** Waits until no worker holds any of them. Throws unavailable, so that the job comes back, where one takes long. */
export async function waitUntilStopped(job: RunningJob, which: SQL): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    job.signal.throwIfAborted();
    const [held] = await step(job.ctx, ({ tx }) =>
      tx.execute(sql`
        select 1 from crm.jobs where (${which}) and status = 'running' and cancel_requested_at is not null
          and lease_until > now() limit 1`),
    );
    if (!held) return;
    if (Date.now() > giveUpAt) {
      throw new AppError(
        "unavailable",
        "An import that was stopped has not ended yet. This goes on by itself.",
      );
    }
    await delay(lookAgainMs, undefined, { signal: job.signal });
  }
}
