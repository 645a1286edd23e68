import { eq, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { emit, newId, type OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import type { BatchRow } from "../internal.ts";

/**
 * Hands these batches to one job that takes them all back. Whatever worked on them has been asked to stop before.
 * Answers the job's id.
 */
export async function startUndo(
  ctx: OperationContext,
  batches: readonly BatchRow[],
  payload: { connectionId?: string },
): Promise<string> {
  const { tx } = ctx.open;
  const items = batches.reduce((sum, { stored, skipped, failed }) => sum + stored + skipped + failed, 0);
  const jobId = await enqueueJob(ctx, "batches.undoMany", payload, { progressTotal: items });
  const rows = JSON.stringify(batches.map(({ id }) => ({ id, change_set: newId() })));
  await tx
    .update(syncBatches)
    .set({ status: "undoing", undoJobId: jobId })
    .where(sql`${syncBatches.id} in (select r.id from json_to_recordset(${rows}::json) as r(id uuid))`);
  // The id of an undo that was begun before is kept: its first steps stand under it.
  await tx.execute(sql`
    update crm.sync_batches b set undo_change_set_id = r.change_set
    from json_to_recordset(${rows}::json) as r(id uuid, change_set uuid) where b.id = r.id and b.undo_change_set_id is null`);
  for (const { id } of batches) await emit(ctx, { type: "batch.changed", payload: { batchId: id } });
  return jobId;
}

/** The batches that this job is to take back, newest first. */
export const ofJob = (jobId: string) => eq(syncBatches.undoJobId, jobId);
