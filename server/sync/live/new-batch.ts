import { and, eq, inArray, isNull } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { emit, newId, step } from "#server/core/index.ts";

import { type BatchRow, batchRow } from "../internal.ts";
import type { Following } from "./following.ts";

/** Where what is brought comes from, and whose it is. */
type Origin = Pick<Following["row"], "workspaceId" | "ownerId" | "audience" | "connectionId" | "source">;

/** The batch of what this job brings under the standing rule; the same one when the job runs again after a kill. */
export async function batchOf(
  { job, row }: { job: Following["job"]; row: Origin },
  total: number,
): Promise<BatchRow> {
  return step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, { done: 0, total });
    const [earlier] = await tx
      .select()
      .from(syncBatches)
      .where(
        and(
          eq(syncBatches.jobId, job.id),
          eq(syncBatches.source, row.source),
          isNull(syncBatches.previewId),
          inArray(syncBatches.status, ["queued", "running"]),
        ),
      );
    if (earlier) return earlier;
    const id = newId();
    await tx.insert(syncBatches).values({
      id,
      workspaceId: row.workspaceId,
      ownerId: row.ownerId,
      audience: row.audience,
      connectionId: row.connectionId,
      source: row.source,
      jobId: job.id,
      changeSetId: newId(),
      total,
      cursor: {},
    });
    await emit(ctx, { type: "batch.changed", payload: { batchId: id } });
    return batchRow(tx, id);
  });
}
