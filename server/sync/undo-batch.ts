import { eq, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { UndoBatchOutput } from "#lib/schemas/batches.ts";
import { emit, newId, operation, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { type BatchRow, batchRow } from "./internal.ts";
import { stopJobs } from "./undo/stop-jobs.ts";

export const undoBatch = operation({
  name: "batches.undo",
  summary:
    "Take an import back: all that it alone brought, except what somebody changed since or other mail and meetings use",
  guidance: "What is kept is named, with why, in batches_kept. The id comes from batches_list.",
  input: IdInput,
  output: UndoBatchOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/batches/{id}/undo" },
  async run({ ctx, tx, input: { id } }) {
    const batch = await batchRow(tx, id);
    if (batch.status === "undone") throw new AppError("conflict", "This import was taken back already.");
    const underWay = await undoUnderWay(tx, batch);
    if (underWay !== null) return { jobId: underWay };
    // A running import sees this before its next step commits, and stops. The job's row first, as its steps do.
    await stopJobs(tx, sql`id = ${batch.jobId}`);
    await tx.update(syncBatches).set({ status: "undoing" }).where(eq(syncBatches.id, id));
    const jobId = await enqueueJob(
      ctx,
      "batches.undo",
      { batchId: id },
      { key: id, progressTotal: batch.stored + batch.skipped },
    );
    await tx
      .update(syncBatches)
      .set({ undoJobId: jobId, undoChangeSetId: batch.undoChangeSetId ?? newId() })
      .where(eq(syncBatches.id, id));
    await emit(ctx, { type: "batch.changed", payload: { batchId: id } });
    return { jobId };
  },
});

/** The job of several imports that takes this one back already; one of its own is found by its key. */
async function undoUnderWay(tx: Tx, { status, undoJobId }: BatchRow): Promise<string | null> {
  if (status !== "undoing" || undoJobId === null) return null;
  const [job] = await tx.execute<{ id: string }>(sql`
    select id from crm.jobs where id = ${undoJobId} and kind = 'batches.undoMany' and status in ('queued', 'running')
      and cancel_requested_at is null`);
  return job?.id ?? null;
}

/** Takes back the import that this change set belongs to. Throws conflict where it belongs to none. */
export async function undoImport(ctx: OperationContext, changeSetId: string): Promise<{ jobId: string }> {
  const [batch] = await ctx.open.tx
    .select({ id: syncBatches.id })
    .from(syncBatches)
    .where(eq(syncBatches.changeSetId, changeSetId));
  if (!batch) {
    throw new AppError(
      "conflict",
      "This followed what changed at Google, and was followed by other changes since. Change it at Google.",
    );
  }
  return undoBatch(ctx, { id: batch.id });
}
