import { z } from "zod";

import { step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import type { RawCalendarEvent } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { moveCursor, partOf } from "../cursors.ts";
import { prepareEvent, seriesUidsOf } from "../events/prepare-event.ts";
import type { PreparedEvent } from "../events/types.ts";
import { type CalendarScope, writeEvents } from "../events/write-events.ts";
import { type BatchRow, previewFacts, previewRow } from "../internal.ts";
import { allDetails, clearDetails, itemsBefore, type ListedPage, pageAt } from "../preview-pages.ts";
import { commitChunk, finishBatch } from "./commit.ts";
import { choicesOf, scopeOf } from "./scope.ts";

const Cursor = z.object({ page: z.int().default(0), index: z.int().default(0) });
const Stored = z.object({ cursor: z.string(), timeZone: z.string() });
const KeptEvent = z.looseObject({ id: z.string() });

type ListedScope = CalendarScope & { timeZone: string; seriesUids?: ReadonlyMap<string, string> };

/** Imports the events that a preview listed and kept; Google is not asked again. */
export async function importCalendar(job: RunningJob, batch: BatchRow, previewId: string): Promise<unknown> {
  const { preview, facts } = await step(job.ctx, async ({ tx }) => ({
    preview: await previewRow(tx, previewId),
    facts: await previewFacts(tx, previewId),
  }));
  const { cursor, timeZone } = Stored.parse(preview.result);
  const scope: ListedScope = {
    ...scopeOf(batch),
    ...choicesOf(preview, facts),
    people: "planned",
    calendarId: partOf("calendar"),
    listAddresses: new Set(),
    now: preview.createdAt.toISOString(),
    timeZone,
  };
  const listed = await step(job.ctx, ({ tx }) => allDetails(tx, previewId));
  scope.seriesUids = seriesUidsOf(Object.values(listed).map((raw) => KeptEvent.parse(raw)));
  const start = Cursor.parse(batch.cursor);
  for (let { page: seq, index } = start; ; seq++, index = 0) {
    const { page, before } = await step(job.ctx, async ({ tx }) => ({
      page: await pageAt(tx, previewId, seq),
      before: await itemsBefore(tx, previewId, seq),
    }));
    if (!page) break;
    await importPage(job, batch, scope, page, index, before);
  }
  return finishBatch(job, scope, async ({ tx }) => {
    await clearDetails(tx, previewId);
    if (cursor !== "") await moveCursor(tx, batch.connectionId, "calendar", scope.calendarId, cursor);
  });
}

async function importPage(
  job: RunningJob,
  batch: BatchRow,
  scope: ListedScope,
  { seq, itemIds, details }: ListedPage,
  from: number,
  before: number,
): Promise<void> {
  const size = env().IMPORT_CHUNK_SIZE;
  for (let index = from; index < itemIds.length; index += size) {
    job.signal.throwIfAborted();
    const until = Math.min(index + size, itemIds.length);
    const raws = itemIds.slice(index, until).map((id) => KeptEvent.parse(details[id] ?? { id }));
    const prepared = await prepareAll(raws, scope);
    await commitChunk(job, scope, {
      next: until === itemIds.length ? { page: seq + 1, index: 0 } : { page: seq, index: until },
      progress: { done: before + until, total: Math.max(batch.total, before + until) },
      write: (tx) => writeEvents(tx, scope, prepared),
    });
    await job.told();
  }
}

export async function prepareAll(
  raws: readonly RawCalendarEvent[],
  scope: ListedScope,
): Promise<PreparedEvent[]> {
  const prepared: PreparedEvent[] = [];
  for (const raw of raws) prepared.push(await prepareEvent(raw, { ...scope, now: new Date(scope.now) }));
  return prepared;
}
