import { and, desc, eq } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { forgetConnection } from "./forget-connection.ts";
import { ofJob } from "./start-undo.ts";
import { jobsBehind, jobsOfConnection, waitUntilStopped } from "./stop-jobs.ts";
import { finishUndo, removeAllMail } from "./undo-batch.ts";

/**
 * Takes several imports back: first the mail of all of them, then the people, so that nobody is kept for mail that goes
 * too. With a connection, what is known of the account beside its imports goes last. Goes on where an earlier run stopped.
 */
export async function processUndoMany(job: RunningJob<"batches.undoMany">): Promise<unknown> {
  const { connectionId } = job.payload;
  await waitUntilStopped(job, connectionId ? jobsOfConnection(connectionId, job.id) : jobsBehind(job.id));
  const batches = await step(job.ctx, ({ tx }) =>
    tx
      .select()
      .from(syncBatches)
      .where(and(ofJob(job.id), eq(syncBatches.status, "undoing")))
      .orderBy(desc(syncBatches.id)),
  );
  const total = batches.reduce((sum, { stored, skipped, failed }) => sum + stored + skipped + failed, 0);
  let done = 0;
  for (const batch of batches) done += await removeAllMail(job, batch, { done, total });
  let kept = 0;
  for (const batch of batches) kept += await finishUndo(job, batch, { done: total, total });
  if (connectionId) await forgetConnection(job, connectionId);
  return { batches: batches.length, kept };
}
