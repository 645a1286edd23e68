import { emit, step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { fileCalendar } from "../events/types.ts";
import { writeEvents } from "../events/write-events.ts";
import { prepareIcs, readCalendarFile } from "../ics/prepare-ics.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { ahead, prepareChunks, heldBytes } from "../import/prepare.ts";
import type { ImportScope } from "../import/scope.ts";
import { writeSafely } from "../import/write-safely.ts";
import { connectionRow, holdsMeetings, type UploadRow, uploadRow } from "../internal.ts";
import { batchOf } from "../live/new-batch.ts";
import type { RawMessage } from "../mail/index.ts";
import { scopeOfReplay } from "../replay/scope-of-replay.ts";
import { readUpload } from "../source.ts";
import { missingItems } from "./read-days.ts";
import { timeZoneOf } from "./time-zone.ts";

interface Fetching {
  job: RunningJob;
  scope: ImportScope;
  upload: UploadRow;
  wanted: ReadonlySet<string>;
}

const beginning = { offset: 0, ordinal: 0 };

/** Reads a kept file again for what is missing on these days, and brings it by what was approved, as a batch of its own. */
export async function fetchFromFile(job: RunningJob<"mailboxDays.fetch">): Promise<unknown> {
  const { connectionId, from, to } = job.payload;
  const { connection, upload, timeZone, items } = await step(job.ctx, async ({ tx }) => {
    const connection = await connectionRow(tx, connectionId);
    const timeZone = await timeZoneOf(tx, connection.ownerId);
    const of = { connectionId, source: "file" as const, timeZone };
    const upload = await uploadRow(tx, connectionId);
    return { connection, upload, timeZone, items: await missingItems(tx, of, { from, to }) };
  });
  const { workspaceId, ownerId, audience } = connection;
  const origin = { workspaceId, ownerId, audience, connectionId, source: "file" as const };
  const batch = await batchOf({ job, row: origin }, items.length);
  const scope = await step(job.ctx, ({ tx }) => scopeOfReplay(tx, connection, batch));
  const fetching = { job, scope, upload, wanted: new Set(items) };
  if (items.length > 0) await (holdsMeetings(upload) ? events(fetching, timeZone) : mail(fetching));
  const { stored } = await finishBatch(job, scope);
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  return { batchId: batch.id, stored };
}

async function mail({ job, scope, upload, wanted }: Fetching): Promise<void> {
  let done = 0;
  const chunks = prepareChunks(only(readUpload(upload, beginning), wanted), env().IMPORT_CHUNK_SIZE);
  for await (const { messages } of ahead(chunks, heldBytes)) {
    job.signal.throwIfAborted();
    done += messages.length;
    await commitChunk(job, scope, {
      next: {},
      progress: { done, total: wanted.size },
      write: (tx) => writeSafely(tx, scope, messages),
    });
    await job.told();
  }
}

async function* only(messages: AsyncIterable<RawMessage>, wanted: ReadonlySet<string>) {
  for await (const message of messages) if (wanted.has(String(message.ordinal))) yield message;
}

async function events({ job, scope, upload, wanted }: Fetching, timeZone: string): Promise<void> {
  let done = 0;
  const file = await readCalendarFile(upload);
  const now = upload.createdAt;
  const reading = { keepBytes: true, timeZone, ownAddresses: scope.ownAddresses, now };
  for await (const chunk of prepareIcs(upload, file, reading, beginning, env().IMPORT_CHUNK_SIZE)) {
    job.signal.throwIfAborted();
    const missing = chunk.events.filter(({ item }) => wanted.has(item));
    if (missing.length === 0) continue;
    done += missing.length;
    await commitChunk(job, scope, {
      next: {},
      progress: { done, total: wanted.size },
      write: (tx) => writeEvents(tx, { ...scope, calendarId: fileCalendar }, missing),
    });
    await job.told();
  }
}
