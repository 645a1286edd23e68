import { eq, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { UndoBatchOutput } from "#lib/schemas/sync.ts";
import { emit, newId, operation, type OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { batchRow } from "./internal.ts";
import { stopJobs } from "./undo/stop-jobs.ts";

export const undoBatch = operation({
  name: "batches.undo",
  summary: "Take an import back: all that it alone brought, except what somebody changed since",
  guidance: "What somebody changed since is kept and named in batches_get. The id comes from batches_list.",
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
