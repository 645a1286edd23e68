import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { previews, syncBatches, uploads } from "#drizzle/schema/sync.ts";
import { notFound } from "#lib/errors.ts";
import { type Preview, PreviewCounts, PreviewResult, type SelectedCounts } from "#lib/schemas/previews.ts";
import { hashOf } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { costOfImport } from "./cost.ts";
import { contentOf, jobColumns, previewColumns, type PreviewRow } from "./internal.ts";
import { audienceOf, controlsOf, countsOfSelection, selectionOf } from "./preview-facts.ts";

const StoredCounts = PreviewCounts.extend({ skipBy: z.record(z.string(), z.int()) });
export const StoredError = z
  .object({
    code: z.string(),
    message: z.string(),
    /** Words for a field of the input, by its path. */
    fields: z.record(z.string(), z.string()).optional(),
  })
  .nullable();
const waitingAfterMs = 6_000;

/** A preview as every door answers it, with how far its job is. Throws not_found. */
export async function readPreview(tx: Tx, id: string): Promise<Preview> {
  const [row] = await tx
    .select({
      preview: previewColumns,
      label: connections.label,
      isRemoved: connections.removed,
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
  // With its file a preview is given up; one that was approved is what its import came of.
  if (!row || (row.isRemoved && row.batchId === null)) throw notFound("preview");
  const { preview } = row;
  const ended = row.jobStatus === "failed" || row.jobStatus === "cancelled";
  const status = preview.status === "pending" && ended ? "failed" : preview.status;
  const waits =
    status === "pending" && row.jobStatus === "queued" && row.runAt !== null && row.runAt > new Date();
  const counts = StoredCounts.nullable().parse(preview.counts);
  const selected = countsOfSelection(preview);
  const result = PreviewResult.nullable().parse(preview.result);
  const controls = controlsOf(preview);
  return {
    id,
    connectionId: preview.connectionId,
    source: preview.source,
    content: contentOf(preview.source, row.fileKind),
    status,
    fileName: row.label,
    byteSize: row.byteSize ?? 0,
    addresses: controls.addresses,
    controls: { ...controls, audience: audienceOf(preview) },
    selection: selectionOf(preview),
    counts: selected?.counts ?? (counts && PreviewCounts.parse(counts)),
    skipBy: selected?.skipBy ?? counts?.skipBy ?? {},
    result: result && withRanges(result, selected),
    cost: counts && costOfImport(selected?.counts ?? counts, result?.estimate ?? null),
    hash: hashOfChoice(preview),
    jobId: preview.jobId,
    progress: status === "pending" ? { done: row.done ?? 0, total: row.total ?? 0 } : null,
    waitingForWorker: isWaiting(row.jobStatus, row.runAt),
    batchId: row.batchId,
    waitsUntil: waits && row.runAt ? row.runAt.toISOString() : null,
    error:
      status === "failed" || (waits && row.jobError !== null)
        ? failure(preview.error ?? row.jobError, row.jobStatus)
        : null,
    createdAt: preview.createdAt.toISOString(),
  };
}

/** What was seen, with all that was chosen: an approval binds to it. */
export function hashOfChoice({ hash, selection }: Pick<PreviewRow, "hash" | "selection">): string | null {
  const chosen = selectionOf({ selection });
  const isWhole = Object.values(chosen).every((unticked) => unticked.length === 0);
  return hash === null || isWhole ? hash : hashOf([hash, chosen]);
}

function withRanges(result: PreviewResult, selected: SelectedCounts | null): PreviewResult {
  if (!selected || !result.estimate) return result;
  const { peopleRange, companiesRange } = selected;
  return { ...result, estimate: { ...result.estimate, peopleRange, companiesRange } };
}

/** Due for some seconds, and no worker has taken it. */
export const isWaiting = (status: string | null, runAt: Date | null): boolean =>
  status === "queued" && runAt !== null && Date.now() - runAt.getTime() > waitingAfterMs;

export function failure(stored: unknown, jobStatus: string | null): NonNullable<z.infer<typeof StoredError>> {
  const parsed = StoredError.safeParse(stored);
  if (jobStatus !== "cancelled" && parsed.success && parsed.data) return parsed.data;
  return { code: "cancelled", message: "This was stopped before it was done. You can start it again." };
}
