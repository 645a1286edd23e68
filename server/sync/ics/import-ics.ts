import { z } from "zod";

import { env } from "#server/env.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { fileCalendar } from "../events/types.ts";
import { type CalendarScope, writeEvents } from "../events/write-events.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { ahead } from "../import/prepare.ts";
import { choicesOf, scopeOf } from "../import/scope.ts";
import type { BatchRow, PreviewRow, UploadRow } from "../internal.ts";
import type { PreviewFacts } from "../preview-facts.ts";
import { prepareIcs, readCalendarFile } from "./prepare-ics.ts";

const Cursor = z.object({ offset: z.int(), ordinal: z.int() });
const Stored = z.object({ timeZone: z.string() });

/** Imports an approved calendar file, chunk by chunk. */
export async function importIcs(
  job: RunningJob,
  batch: BatchRow,
  preview: PreviewRow,
  facts: PreviewFacts,
  upload: UploadRow,
): Promise<unknown> {
  const { timeZone } = Stored.parse(preview.result);
  const scope: CalendarScope = {
    ...scopeOf(batch),
    ...choicesOf(preview, facts),
    people: "planned",
    calendarId: fileCalendar,
    listAddresses: new Set(),
    now: preview.createdAt.toISOString(),
  };
  const file = await readCalendarFile(upload);
  const reading = { keepBytes: true, timeZone, ownAddresses: scope.ownAddresses, now: preview.createdAt };
  const chunks = prepareIcs(upload, file, reading, Cursor.parse(batch.cursor), env().IMPORT_CHUNK_SIZE);
  for await (const { events, next } of ahead(chunks)) {
    job.signal.throwIfAborted();
    await commitChunk(job, scope, {
      next: { ...next },
      progress: { done: next.ordinal, total: Math.max(batch.total, next.ordinal) },
      write: (tx) => writeEvents(tx, scope, events),
    });
    await job.told();
  }
  return finishBatch(job, scope);
}
