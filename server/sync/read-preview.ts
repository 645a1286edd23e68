import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { previews, syncBatches, uploads } from "#drizzle/schema/sync.ts";
import { notFound } from "#lib/errors.ts";
import { type Preview, PreviewCounts, PreviewResult } from "#lib/schemas/sync.ts";
import type { Tx } from "#server/db/index.ts";

import { contentOf, jobColumns } from "./internal.ts";

export const Controls = z.object({ addresses: z.array(z.string()) });
const StoredCounts = PreviewCounts.extend({ skipBy: z.record(z.string(), z.int()) });
export const StoredError = z.object({ code: z.string(), message: z.string() }).nullable();
const waitingAfterMs = 6_000;

/** A preview as every door answers it, with how far its job is. Throws not_found. */
export async function readPreview(tx: Tx, id: string): Promise<Preview> {
  const [row] = await tx
    .select({
      preview: previews,
      label: connections.label,
      byteSize: uploads.byteSize,
      fileKind: uploads.fileKind,
      batchId: syncBatches.id,
      ...jobColumns,
    })
    .from(previews)
    .innerJoin(connections, eq(connections.id, previews.connectionId))
    .leftJoin(uploads, eq(uploads.connectionId, previews.connectionId))
    .leftJoin(jobs, eq(jobs.id, previews.jobId))
    .leftJoin(syncBatches, eq(syncBatches.previewId, previews.id))
    .where(and(eq(previews.id, id)));
  if (!row) throw notFound("preview");
  const { preview } = row;
  const ended = row.jobStatus === "failed" || row.jobStatus === "cancelled";
  const status = preview.status === "pending" && ended ? "failed" : preview.status;
  const counts = StoredCounts.nullable().parse(preview.counts);
  return {
    id,
    connectionId: preview.connectionId,
    source: preview.source,
    content: contentOf(preview.source, row.fileKind),
    status,
    fileName: row.label,
    byteSize: row.byteSize ?? 0,
    addresses: Controls.parse(preview.controls).addresses,
    counts: counts && PreviewCounts.parse(counts),
    skipBy: counts?.skipBy ?? {},
    result: PreviewResult.nullable().parse(preview.result),
    hash: preview.hash,
    jobId: preview.jobId,
    progress: status === "pending" ? { done: row.done ?? 0, total: row.total ?? 0 } : null,
    waitingForWorker: isWaiting(row.jobStatus, row.runAt),
    batchId: row.batchId,
    error: status === "failed" ? failure(preview.error ?? row.jobError, row.jobStatus) : null,
    createdAt: preview.createdAt.toISOString(),
  };
}

/** Due for some seconds, and no worker has taken it. */
export const isWaiting = (status: string | null, runAt: Date | null): boolean =>
  status === "queued" && runAt !== null && Date.now() - runAt.getTime() > waitingAfterMs;

export function failure(stored: unknown, jobStatus: string | null): { code: string; message: string } {
  const parsed = StoredError.safeParse(stored);
  if (jobStatus !== "cancelled" && parsed.success && parsed.data) return parsed.data;
  return { code: "cancelled", message: "This was stopped before it was done. You can start it again." };
}
