import { and, eq, inArray, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import {
  emit,
  joinChangeSet,
  type OperationContext,
  openChangeSet,
  sealChangeSet,
  step,
} from "#server/core/index.ts";
import { together, type Tx } from "#server/db/index.ts";
import { JobCancelledError, type RunningJob } from "#server/jobs/index.ts";
import { messagesImported } from "#server/observability/index.ts";

import { type BatchRow, batchRow } from "../internal.ts";
import type { ImportScope } from "./scope.ts";
import type { ChunkCounts } from "./write-chunk.ts";

interface Chunk {
  /** Where the next chunk begins. */
  next: Record<string, unknown>;
  progress: { done: number; total: number };
  write: (tx: Tx) => Promise<ChunkCounts>;
}

/**
 * Commits one chunk together with the batch's cursor and counts, and only for the worker that holds the job, so that an
 * item is stored once however often workers are killed. Answers the batch's counts as they stand then.
 */
export async function commitChunk(
  job: RunningJob,
  scope: ImportScope,
  { next, progress, write }: Chunk,
): Promise<Pick<BatchRow, "contacts">> {
  const { added, batch } = await step(job.ctx, async ({ tx }) => {
    await together(job.checkpoint(tx, progress), lockMail(tx, scope.ownerId), enterChangeSet(tx, job, scope));
    const added = await write(tx);
    return { added, batch: await advance(tx, job, scope, next, added) };
  });
  messagesImported.inc({ status: "stored" }, added.stored);
  messagesImported.inc({ status: "skipped" }, sum(added.skippedBy));
  return batch;
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Imports and undos of one person's mail take turns, so that threads and orphans are decided on what stands there. */
export async function lockMail(tx: Tx, ownerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${ownerId}, 2))`);
}

/** A sync's change set is open from its first chunk to its seal. */
async function enterChangeSet(tx: Tx, job: RunningJob, scope: ImportScope): Promise<void> {
  const [existing] = await tx.execute(sql`select 1 from crm.change_sets where id = ${scope.changeSetId}`);
  if (existing) return joinChangeSet(tx, scope.changeSetId);
  const { batchId, previewId } = scope;
  const ctx = { ...job.ctx, reason: { jobId: job.id, batchId, ...(previewId ? { previewId } : {}) } };
  await openChangeSet(tx, ctx, { id: scope.changeSetId, operation: "batches.import", kind: "sync" });
}

async function advance(
  tx: Tx,
  job: RunningJob,
  scope: ImportScope,
  next: Chunk["next"],
  added: ChunkCounts,
): Promise<Pick<BatchRow, "contacts">> {
  const skipped = JSON.stringify(added.skippedBy);
  const [moved] = await tx
    .update(syncBatches)
    .set({
      status: "running",
      stored: sql`${syncBatches.stored} + ${added.stored}`,
      skipped: sql`${syncBatches.skipped} + ${sum(added.skippedBy)}`,
      failed: sql`${syncBatches.failed} + ${added.failed}`,
      contacts: sql`${syncBatches.contacts} + ${added.contacts}`,
      companies: sql`${syncBatches.companies} + ${added.companies}`,
      skippedBy: sql`(select coalesce(jsonb_object_agg(key, total), '{}'::jsonb) from (
        select key, sum(value::int) as total from (
          select * from jsonb_each_text(${syncBatches.skippedBy}) union all select * from jsonb_each_text(${skipped}::jsonb)
        ) both_counts group by key) summed)`,
      cursor: next,
    })
    .where(and(eq(syncBatches.id, scope.batchId), inArray(syncBatches.status, ["queued", "running"])))
    .returning({ contacts: syncBatches.contacts });
  // Somebody is taking the import back: this chunk is not to be stored.
  if (!moved) throw new JobCancelledError(job.id);
  return moved;
}

/** Seals what was imported; `beside` is done in the same transaction. Answers the batch's counts. */
export async function finishBatch(
  job: RunningJob,
  scope: ImportScope,
  beside?: (call: { ctx: OperationContext; tx: Tx }) => Promise<void>,
): Promise<Record<string, number>> {
  return step(job.ctx, async ({ ctx, tx }) => {
    const batch = await batchRow(tx, scope.batchId);
    const accounted = batch.stored + batch.skipped + batch.failed;
    await job.checkpoint(tx, { done: accounted, total: accounted });
    await tx
      .update(syncBatches)
      .set({ status: "done", total: accounted, finishedAt: sql`now()` })
      .where(and(eq(syncBatches.id, scope.batchId), inArray(syncBatches.status, ["queued", "running"])));
    if (accounted > 0) {
      await enterChangeSet(tx, job, scope);
      await sealChangeSet(tx, true);
    }
    await beside?.({ ctx, tx });
    await emit(ctx, { type: "batch.changed", payload: { batchId: scope.batchId } });
    const { stored, skipped, failed, contacts, companies } = batch;
    return { stored, skipped, failed, contacts, companies };
  });
}
