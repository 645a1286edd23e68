import { z } from "zod";

import { PreviewResult } from "#lib/schemas/sync.ts";
import { step } from "#server/core/index.ts";
import { analyseGrownTables } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { importIcs } from "../ics/import-ics.ts";
import { type BatchRow, previewRow, uploadRow } from "../internal.ts";
import { Controls } from "../read-preview.ts";
import { readUpload } from "../source.ts";
import { commitChunk, finishBatch } from "./commit.ts";
import { ahead, prepareChunks } from "./prepare.ts";
import { type ImportScope, scopeOf } from "./scope.ts";
import { writeSafely } from "./write-safely.ts";

const Cursor = z.object({ offset: z.int(), ordinal: z.int() });

/** Imports an approved file, chunk by chunk. */
export async function importFile(job: RunningJob, batch: BatchRow, previewId: string): Promise<unknown> {
  const { upload, preview } = await step(job.ctx, async ({ tx }) => ({
    upload: await uploadRow(tx, batch.connectionId),
    preview: await previewRow(tx, previewId),
  }));
  if (upload.fileKind === "ics") return importIcs(job, batch, preview, upload);
  const scope: ImportScope = {
    ...scopeOf(batch),
    people: "planned",
    // As they were when the preview was approved: the connection's may have changed since.
    ownAddresses: new Set(Controls.parse(preview.controls).addresses),
    listAddresses: new Set(PreviewResult.parse(preview.result).listAddresses),
    now: (upload.receivedAt ?? upload.createdAt).toISOString(),
  };
  const chunks = ahead(
    prepareChunks(readUpload(upload, Cursor.parse(batch.cursor)), env().IMPORT_CHUNK_SIZE),
  );
  for await (const { messages, next } of chunks) {
    job.signal.throwIfAborted();
    await commitChunk(job, scope, {
      next: { ...next },
      progress: { done: next.ordinal, total: Math.max(batch.total, next.ordinal) },
      write: (tx) => writeSafely(tx, scope, messages),
    });
    await analyseGrownTables();
    await job.told();
  }
  return finishBatch(job, scope);
}
