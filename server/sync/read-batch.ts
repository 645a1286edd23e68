import { and, desc, eq, getTableColumns, lt, or, sql } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { syncBatches, uploads } from "#drizzle/schema/sync.ts";
import { type Batch, Expected, KeptRecord } from "#lib/schemas/batches.ts";
import type { Tx } from "#server/db/index.ts";

import { Marks, paceOf } from "./import/pace.ts";
import { type BatchRow, contentOf, jobColumns, type UploadRow } from "./internal.ts";
import { countKeptNow, keptNow } from "./kept-now.ts";
import { failure, isWaiting } from "./read-preview.ts";

const Kept = z.array(KeptRecord);
const SkippedBy = z.record(z.string(), z.int());

interface Joined {
  batch: BatchRow;
  keptCount: number;
  fileKept: boolean;
  fileName: string;
  fileKind: UploadRow["fileKind"];
  jobId: string | null;
  jobStatus: "queued" | "running" | "paused" | "done" | "failed" | "cancelled" | null;
  jobError: unknown;
  runAt: Date | null;
  done: number | null;
  total: number | null;
}

interface BatchFilter {
  id?: string;
  connectionId?: string;
  /** Of the import, or of its undo. */
  ofJob?: string;
  before?: string;
  limit: number;
}

/** Of the records that an undo kept, so many are named with the batch itself: one alone, one of a list. */
const namedMax = { alone: 1_000, listed: 20 };

/** Batches with the job that works on them now: the undo's once there is one, else the import's. Newest first. */
export async function selectBatches(
  tx: Tx,
  { id, connectionId, ofJob, before, limit }: BatchFilter,
): Promise<Joined[]> {
  const current = sql`case when ${syncBatches.status} in ('undoing', 'undone') then ${syncBatches.undoJobId} else ${syncBatches.jobId} end`;
  return tx
    .select({
      batch: {
        ...getTableColumns(syncBatches),
        kept: keptNow(syncBatches.kept, id ? namedMax.alone : namedMax.listed),
      },
      keptCount: countKeptNow(syncBatches.kept),
      fileKept: sql<boolean>`${uploads.id} is not null and ${uploads.removedAt} is null`,
      fileName: connections.label,
      fileKind: uploads.fileKind,
      jobId: jobs.id,
      ...jobColumns,
    })
    .from(syncBatches)
    .innerJoin(connections, eq(connections.id, syncBatches.connectionId))
    .leftJoin(uploads, eq(uploads.connectionId, syncBatches.connectionId))
    .leftJoin(jobs, sql`${jobs.id} = ${current}`)
    .where(
      and(
        id ? eq(syncBatches.id, id) : undefined,
        connectionId ? eq(syncBatches.connectionId, connectionId) : undefined,
        ofJob ? or(eq(syncBatches.jobId, ofJob), eq(syncBatches.undoJobId, ofJob)) : undefined,
        before ? lt(syncBatches.id, before) : undefined,
      ),
    )
    .orderBy(desc(syncBatches.id))
    .limit(limit);
}

/** The row's own state, unless its job says more: the job knows of failing and cancelling. */
function statusOf({ batch, jobStatus }: Joined): Batch["status"] {
  if (batch.status === "done" || batch.status === "undone") return batch.status;
  if (jobStatus === "failed" || jobStatus === "cancelled" || jobStatus === "paused") return jobStatus;
  return batch.status;
}

const Told = z.object({ expected: Expected });
const expectedOf = ({ cursor }: BatchRow): Expected | null => Told.safeParse(cursor).data?.expected ?? null;

const Paced = z.object({ marks: Marks });
const marksOf = ({ cursor }: BatchRow): Marks => Paced.safeParse(cursor).data?.marks ?? [];

export function toBatch(row: Joined): Batch {
  const { batch } = row;
  const status = statusOf(row);
  const ended = status === "done" || status === "undone";
  const stopped = status === "failed" || status === "cancelled" || status === "paused";
  const progress = { done: row.done ?? 0, total: row.total ?? 0 };
  const waitsUntil = row.jobStatus === "queued" && row.runAt && row.runAt > new Date() ? row.runAt : null;
  return {
    id: batch.id,
    connectionId: batch.connectionId,
    source: batch.source,
    content: contentOf(batch.source, row.fileKind),
    previewId: batch.previewId,
    fileName: row.fileName,
    status,
    counts: {
      total: batch.total,
      stored: batch.stored,
      skipped: batch.skipped,
      failed: batch.failed,
      contacts: batch.contacts,
      companies: batch.companies,
    },
    skippedBy: SkippedBy.parse(batch.skippedBy),
    expected: status === "done" ? expectedOf(batch) : null,
    kept: Kept.parse(batch.kept),
    keptCount: row.keptCount,
    fileKept: row.fileKept,
    jobId: row.jobId,
    progress: ended ? null : progress,
    pace: status === "running" ? paceOf(marksOf(batch), progress, Date.now()) : null,
    waitsUntil: waitsUntil?.toISOString() ?? null,
    waitingForWorker: isWaiting(row.jobStatus, row.runAt),
    changeSetId: batch.changeSetId,
    error:
      stopped || (row.jobStatus === "queued" && row.jobError !== null && !ended)
        ? failure(row.jobError, row.jobStatus)
        : null,
    createdAt: batch.createdAt.toISOString(),
    finishedAt: batch.finishedAt?.toISOString() ?? null,
  };
}
