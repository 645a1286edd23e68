import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { emit, joinChangeSet, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";
import { analyseGrownTables, type Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { JobCancelledError, type RunningJob } from "#server/jobs/index.ts";
import { messagesImported } from "#server/observability/index.ts";

import { batchRow, previewRow, uploadRow } from "../internal.ts";
import { Controls } from "../read-preview.ts";
import { readUpload } from "../source.ts";
import { PreviewResult } from "#lib/schemas/sync.ts";
import { ahead, prepareChunks, type PreparedChunk } from "./prepare.ts";
import type { ImportScope } from "./scope.ts";
import { writeChunk } from "./write-chunk.ts";

const Cursor = z.object({ offset: z.int(), ordinal: z.int() });

/**
 * Imports an approved file, chunk by chunk. Each chunk commits together with the batch's cursor and counts and only for
 * the worker that holds the job, so that a message is stored once however often workers are killed.
 */
export async function processImport(job: RunningJob<"batches.import">): Promise<unknown> {
  const { batchId } = job.payload;
  const { batch, upload, preview } = await step(job.ctx, async ({ tx }) => {
    const row = await batchRow(tx, batchId);
    return {
      batch: row,
      upload: await uploadRow(tx, row.connectionId),
      preview: await previewRow(tx, row.previewId),
    };
  });
  if (batch.status !== "queued" && batch.status !== "running") return null;
  const scope: ImportScope = {
    workspaceId: batch.workspaceId,
    ownerId: batch.ownerId,
    audience: batch.audience,
    connectionId: batch.connectionId,
    batchId,
    previewId: batch.previewId,
    changeSetId: batch.changeSetId ?? batchId,
    // As they were when the preview was approved: the connection's may have changed since.
    ownAddresses: new Set(Controls.parse(preview.controls).addresses),
    listAddresses: new Set(PreviewResult.parse(preview.result).listAddresses),
    now: (upload.receivedAt ?? upload.createdAt).toISOString(),
  };
  const cursor = Cursor.parse(batch.cursor);
  const chunks = ahead(prepareChunks(readUpload(upload, cursor), env().IMPORT_CHUNK_SIZE));
  for await (const chunk of chunks) {
    job.signal.throwIfAborted();
    await commitChunk(job, scope, chunk, batch.total);
    await analyseGrownTables();
    await job.told();
  }
  return finish(job, scope);
}

async function commitChunk(
  job: RunningJob,
  scope: ImportScope,
  chunk: PreparedChunk,
  total: number,
): Promise<void> {
  const counts = await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: chunk.next.ordinal, total: Math.max(total, chunk.next.ordinal) });
    await lockMail(tx, scope.ownerId);
    await enterChangeSet(tx, job, scope);
    const added = await writeChunk(tx, scope, chunk.messages);
    await advance(tx, job, scope, chunk, added);
    return added;
  });
  messagesImported.inc({ status: "stored" }, counts.stored);
  messagesImported.inc({ status: "skipped" }, sum(counts.skippedBy));
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
  const ctx = { ...job.ctx, reason: { jobId: job.id, batchId: scope.batchId, previewId: scope.previewId } };
  await openChangeSet(tx, ctx, { id: scope.changeSetId, operation: "batches.import", kind: "sync" });
}

async function advance(
  tx: Tx,
  job: RunningJob,
  scope: ImportScope,
  chunk: PreparedChunk,
  added: Awaited<ReturnType<typeof writeChunk>>,
): Promise<void> {
  const skipped = JSON.stringify(added.skippedBy);
  const moved = await tx
    .update(syncBatches)
    .set({
      status: "running",
      stored: sql`${syncBatches.stored} + ${added.stored}`,
      skipped: sql`${syncBatches.skipped} + ${sum(added.skippedBy)}`,
      contacts: sql`${syncBatches.contacts} + ${added.contacts}`,
      companies: sql`${syncBatches.companies} + ${added.companies}`,
      skippedBy: sql`(select coalesce(jsonb_object_agg(key, total), '{}'::jsonb) from (
        select key, sum(value::int) as total from (
          select * from jsonb_each_text(${syncBatches.skippedBy}) union all select * from jsonb_each_text(${skipped}::jsonb)
        ) both_counts group by key) summed)`,
      cursor: chunk.next,
    })
    .where(and(eq(syncBatches.id, scope.batchId), inArray(syncBatches.status, ["queued", "running"])))
    .returning({ id: syncBatches.id });
  // Somebody is taking the import back: this chunk is not to be stored.
  if (moved.length === 0) throw new JobCancelledError(job.id);
}

async function finish(job: RunningJob, scope: ImportScope): Promise<unknown> {
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
    await emit(ctx, { type: "batch.changed", payload: { batchId: scope.batchId } });
    return {
      stored: batch.stored,
      skipped: batch.skipped,
      contacts: batch.contacts,
      companies: batch.companies,
    };
  });
}
