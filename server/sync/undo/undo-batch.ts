import { eq, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { emit, joinChangeSet, openChangeSet, sealChangeSet, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { lockMail } from "../import/commit.ts";
import { type BatchRow, batchRow } from "../internal.ts";
import { forgetFileDays } from "../reconcile/store-days.ts";
import { dropRule } from "../rules.ts";
import { removeMail } from "./remove-mail.ts";
import { removePeople } from "./remove-people.ts";

/** Raw events taken back by one transaction. */
const stepSize = 1_000;

/**
 * Takes an import back, step by step: its raw events, the mail that has no other source, then the people and companies
 * that only imports made and nobody changed. A run that was cut off goes on where it stopped.
 */
export async function processUndo(job: RunningJob<"batches.undo">): Promise<unknown> {
  const { batchId } = job.payload;
  const batch = await step(job.ctx, ({ tx }) => batchRow(tx, batchId));
  if (batch.status !== "undoing") return null;
  const total = batch.stored + batch.skipped;
  await removeAllMail(job, batch, { done: 0, total });
  return { kept: await finishUndo(job, batch, { done: total, total }) };
}

interface Progress {
  done: number;
  total: number;
}

/** The first half: its raw events and the mail that has no other source. Answers how many items it took back. */
export async function removeAllMail(job: RunningJob, batch: BatchRow, from: Progress): Promise<number> {
  let { done } = from;
  for (let removed = stepSize; removed === stepSize;) {
    job.signal.throwIfAborted();
    removed = await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done, total: from.total });
      await lockMail(tx, batch.ownerId);
      if (!(await isUndoing(tx, batch))) return 0;
      await enterChangeSet(tx, job, batch);
      return removeMail(tx, batch, stepSize);
    });
    done += removed;
    await job.told();
  }
  return done - from.done;
}

/** Another job may have taken it back meanwhile. */
const isUndoing = async (tx: Tx, { id }: BatchRow): Promise<boolean> =>
  (await batchRow(tx, id)).status === "undoing";

/** The undo is a change set of its own, open from its first step to its last; the import's is sealed before. */
async function enterChangeSet(tx: Tx, job: RunningJob, batch: BatchRow): Promise<void> {
  const { changeSetId } = batch;
  const undoChangeSetId = batch.undoChangeSetId ?? batch.id;
  const [undo] = await tx.execute(sql`select 1 from crm.change_sets where id = ${undoChangeSetId}`);
  if (undo) return joinChangeSet(tx, undoChangeSetId);
  const [imported] = await tx.execute<{ status: string }>(
    sql`select status from crm.change_sets where id = ${changeSetId}`,
  );
  if (imported?.status === "open" && changeSetId) {
    await joinChangeSet(tx, changeSetId);
    await sealChangeSet(tx, true);
  }
  const ctx = { ...job.ctx, reason: { jobId: job.id, batchId: batch.id } };
  const reverts = imported && changeSetId ? { revertsId: changeSetId } : {};
  await openChangeSet(tx, ctx, {
    id: undoChangeSetId,
    operation: "batches.undo",
    kind: "revert",
    ...reverts,
  });
}

/** The second half: people, companies and previews; with it the batch is taken back. Answers how many records stayed. */
export async function finishUndo(job: RunningJob, batch: BatchRow, progress: Progress): Promise<number> {
  return step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, progress);
    await lockMail(tx, batch.ownerId);
    if (!(await isUndoing(tx, batch))) return 0;
    await enterChangeSet(tx, job, batch);
    const kept = await removePeople(tx, batch);
    await forgetPreviews(tx, batch);
    await tx
      .update(syncBatches)
      .set({ status: "undone", kept, finishedAt: sql`now()` })
      .where(eq(syncBatches.id, batch.id));
    await sealChangeSet(tx, true);
    await emit(ctx, { type: "batch.changed", payload: { batchId: batch.id } });
    return kept.length;
  });
}

/**
 * Previews hold names and subjects: of what was taken back only the numbers stay. Those that another import works from,
 * or that are being made, are left alone. What followed an account by this import's rule stops.
 */
async function forgetPreviews(tx: Tx, { connectionId, source, previewId }: BatchRow): Promise<void> {
  if (previewId === null) return;
  const spent = sql`select p.id from crm.previews p where p.connection_id = ${connectionId} and p.source = ${source}
    and (p.id = ${previewId} or (p.status <> 'pending' and not exists (select 1 from crm.sync_batches b
      where b.workspace_id = p.workspace_id and b.preview_id = p.id and b.status <> 'undone')))`;
  await tx.execute(sql`delete from crm.preview_items where preview_id in (${spent})`);
  await tx.execute(sql`delete from crm.preview_pages where preview_id in (${spent})`);
  await tx.execute(
    sql`update crm.previews set result = null, facts = null, selection = null where id in (${spent})`,
  );
  await tx.execute(sql`
    delete from crm.previews p where p.id in (${spent}) and p.id <> ${previewId}
      and not exists (select 1 from crm.sync_batches b where b.workspace_id = p.workspace_id and b.preview_id = p.id)`);
  if (source === "file") await forgetFileDays(tx, connectionId);
  else await dropRule(tx, { connectionId, source, previewId });
}
