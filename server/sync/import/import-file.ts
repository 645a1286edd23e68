import { z } from "zod";

import { PreviewResult } from "#lib/schemas/previews.ts";
import { step } from "#server/core/index.ts";
import { analyseGrownTables } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { importIcs } from "../ics/import-ics.ts";
import { type BatchRow, holdsMeetings, previewFacts, previewRow, uploadRow } from "../internal.ts";
import { readUpload } from "../source.ts";
import { commitChunk, finishBatch } from "./commit.ts";
import { ahead, prepareChunks, heldBytes } from "./prepare.ts";
import { choicesOf, type ImportScope, scopeOf } from "./scope.ts";
import { writeSafely } from "./write-safely.ts";

const Cursor = z.object({ offset: z.int(), ordinal: z.int() });

/** Imports an approved file, chunk by chunk. */
export async function importFile(job: RunningJob, batch: BatchRow, previewId: string): Promise<unknown> {
  const { upload, preview, facts } = await step(job.ctx, async ({ tx }) => ({
    upload: await uploadRow(tx, batch.connectionId),
    preview: await previewRow(tx, previewId),
    facts: await previewFacts(tx, previewId),
  }));
  if (holdsMeetings(upload)) return importIcs(job, batch, preview, facts, upload);
  const scope: ImportScope = {
    ...scopeOf(batch),
    ...choicesOf(preview, facts),
    people: "planned",

    listAddresses: new Set(PreviewResult.parse(preview.result).listAddresses),
    now: (upload.receivedAt ?? upload.createdAt).toISOString(),
  };
  const chunks = ahead(
    prepareChunks(readUpload(upload, Cursor.parse(batch.cursor)), env().IMPORT_CHUNK_SIZE),
    heldBytes,
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
