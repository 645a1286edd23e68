import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { dispatchOutbox } from "#worker/outbox.ts";

import { runJobsOf } from "./imports.ts";

/** Hands out every event that waits, as the worker does some time after it was written. */
export async function handOut(): Promise<void> {
  await systemPool()
    .client`update crm.outbox set created_at = now() - interval '1 minute', due_at = now() - interval '1 second' where dispatched_at is null`;
  // It takes so many at a time, and other tests have left some.
  while ((await dispatchOutbox()) > 0) continue;
}

/** What the worker does: hand out the events, then run the jobs that came of them. */
export async function told(ctx: Context): Promise<void> {
  await handOut();
  await runJobsOf(ctx);
}
