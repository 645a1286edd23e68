import { z } from "zod";

import { step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import type { RawCalendarEvent } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { ownCalendar, partsOfItem } from "../calendars/parts.ts";
import { type CursorRow, cursorRows, StandingRule, startCursor } from "../cursors.ts";
import { prepareEvent, seriesUidsOf } from "../events/prepare-event.ts";
import type { PreparedEvent } from "../events/types.ts";
import { type CalendarScope, writeEvents } from "../events/write-events.ts";
import { type BatchRow, previewFacts, previewRow } from "../internal.ts";
import { allDetails, clearDetails, itemsBefore, type ListedPage, pageAt } from "../preview-pages.ts";
import { takeOver } from "../live/take-over.ts";
import { commitChunk, finishBatch } from "./commit.ts";
import { choicesOf, type ImportScope, scopeOf } from "./scope.ts";

const Cursor = z.object({ page: z.int().default(0), index: z.int().default(0) });
const Followed = z.object({ id: z.string(), cursor: z.string(), timeZone: z.string() });
/** An older preview is of the account's own calendar alone. */
const Stored = z.union([
  z.object({ followed: z.array(Followed) }),
  Followed.omit({ id: true }).transform((own) => ({ followed: [{ ...own, id: ownCalendar }] })),
]);
const KeptEvent = z.looseObject({ id: z.string() });

type ListedScope = CalendarScope & { timeZone: string; seriesUids?: ReadonlyMap<string, string> };
/** By which the calendar is followed; none where that was taken back meanwhile. */
type PageScope = ListedScope & { row: CursorRow | undefined };

/** Imports the events that a preview listed and kept; Google is not asked again. */
export async function importCalendar(job: RunningJob, batch: BatchRow, previewId: string): Promise<unknown> {
  const { preview, facts, rows } = await step(job.ctx, async ({ tx }) => ({
    preview: await previewRow(tx, previewId),
    rows: await cursorRows(tx, batch.connectionId),
    facts: await previewFacts(tx, previewId),
  }));
  const { followed } = Stored.parse(preview.result);
  const zones = new Map(followed.map(({ id, timeZone }) => [id, timeZone]));
  const scope: ImportScope = {
    ...scopeOf(batch),
    ...choicesOf(preview, facts),
    people: "planned",
    listAddresses: new Set(),
    now: preview.createdAt.toISOString(),
  };
  const listed = await step(job.ctx, ({ tx }) => allDetails(tx, previewId));
  const seriesUids = seriesUidsOf(Object.values(listed).map((raw) => KeptEvent.parse(raw)));
  const start = Cursor.parse(batch.cursor);
  for (let { page: seq, index } = start; ; seq++, index = 0) {
    const { page, before } = await step(job.ctx, async ({ tx }) => ({
      page: await pageAt(tx, previewId, seq),
      before: await itemsBefore(tx, previewId, seq),
    }));
    if (!page) break;
    // A page is of one calendar.
    const { calendarId } = partsOfItem(page.itemIds[0] ?? "");
    const timeZone = zones.get(calendarId) ?? "UTC";
    const row = rows.find(({ source, part }) => source === "calendar" && part === calendarId);
    await importPage(job, batch, { ...scope, calendarId, timeZone, seriesUids, row }, page, index, before);
  }
  return finishBatch(job, scope, async ({ tx }) => {
    await clearDetails(tx, previewId);
    for (const { id, cursor } of followed)
      if (cursor !== "") await startCursor(tx, batch.connectionId, "calendar", id, cursor);
  });
}

async function importPage(
  job: RunningJob,
  batch: BatchRow,
  scope: PageScope,
  { seq, itemIds, details }: ListedPage,
  from: number,
  before: number,
): Promise<void> {
  const size = env().IMPORT_CHUNK_SIZE;
  for (let index = from; index < itemIds.length; index += size) {
    job.signal.throwIfAborted();
    const until = Math.min(index + size, itemIds.length);
    const raws = itemIds
      .slice(index, until)
      .map((id) => KeptEvent.parse(details[id] ?? { id: partsOfItem(id).eventId }));
    const prepared = await prepareAll(raws, scope);
    await commitChunk(job, scope, {
      next: until === itemIds.length ? { page: seq + 1, index: 0 } : { page: seq, index: until },
      progress: { done: before + until, total: Math.max(batch.total, before + until) },
      write: (tx) => writeEvents(tx, scope, prepared),
    });
    const rule = StandingRule.safeParse(scope.row?.rule);
    if (scope.row && rule.success) await takeOver({ job, row: scope.row, rule: rule.data }, prepared);
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
