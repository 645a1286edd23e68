import { setImmediate as nextTurn } from "node:timers/promises";

import { AppError } from "#lib/errors.ts";
import { env } from "#server/env.ts";

import { judgeEvent } from "../events/prepare-event.ts";
import { beginOf, fileCalendar, type PreparedEvent } from "../events/types.ts";
import { chunkBytesMax, compress } from "../import/prepare.ts";
import type { UploadRow } from "../internal.ts";
import { type FileCursor, openUpload } from "../source.ts";
import { CalendarFile } from "./calendar-head.ts";
import { eventOfFile } from "./ics-event.ts";
import { type CalendarItem, readCalendarItems } from "./read-items.ts";

const eventsMax = 100_000;
/** Heartbeats wait no longer than this behind the reading of events. */
const turnMs = 20;
/** What a program says of an event, without being one. */
const answers = new Set(["REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"]);

export interface IcsScope {
  /** Whether the bytes are wanted: a preview stores none. */
  keepBytes: boolean;
  timeZone: string;
  ownAddresses: ReadonlySet<string>;
  now: Date;
}

export interface IcsChunk {
  events: PreparedEvent[];
  next: FileCursor;
}

/** Reads a calendar file once for what holds for the whole of it. Throws AppError where it is longer than anybody's calendar. */
export async function readCalendarFile(upload: UploadRow): Promise<CalendarFile> {
  const file = new CalendarFile();
  const items = readCalendarItems(openUpload(upload, 0), {
    maxItemBytes: env().MESSAGE_MAX_BYTES,
    onZone: (raw) => file.zones.add(raw),
    onHeader: (line, offset) => file.header(line, offset),
  });
  let turnStartedAt = performance.now();
  for await (const item of items) {
    file.count(item);
    if (file.events > eventsMax) {
      throw new AppError(
        "unsupported",
        `"${upload.fileName}" holds more than ${eventsMax.toLocaleString("en")} events. Export a shorter period and upload that.`,
      );
    }
    if (performance.now() - turnStartedAt > turnMs) {
      await nextTurn();
      turnStartedAt = performance.now();
    }
  }
  return file;
}

/** Cuts the events of a file into chunks of at most `size`, read and compressed outside any transaction. */
export async function* prepareIcs(
  upload: UploadRow,
  file: CalendarFile,
  scope: IcsScope,
  cursor: FileCursor,
  size: number,
): AsyncGenerator<IcsChunk> {
  const items = readCalendarItems(openUpload(upload, cursor.offset), {
    startOffset: cursor.offset,
    startOrdinal: cursor.ordinal,
    maxItemBytes: env().MESSAGE_MAX_BYTES,
  });
  let events: PreparedEvent[] = [];
  let byteSize = 0;
  let next = cursor;
  let turnStartedAt = performance.now();
  for await (const item of items) {
    events.push(await prepareItem(item, file, scope));
    byteSize += item.byteLength;
    next = { offset: item.nextOffset, ordinal: item.ordinal + 1 };
    if (performance.now() - turnStartedAt > turnMs) {
      await nextTurn();
      turnStartedAt = performance.now();
    }
    if (events.length < size && byteSize < chunkBytesMax) continue;
    yield { events, next };
    events = [];
    byteSize = 0;
  }
  if (events.length > 0) yield { events, next };
}

async function prepareItem(item: CalendarItem, file: CalendarFile, scope: IcsScope): Promise<PreparedEvent> {
  const { name, raw, ordinal, offset, byteLength } = item;
  const base = {
    item: String(ordinal),
    providerEventId: "",
    payload: raw && scope.keepBytes ? await compress(raw) : null,
    byteLength,
  };
  const skipped = (reason: string): PreparedEvent => ({ ...base, outcome: { kind: "skipped", reason } });
  if (raw === null) return skipped("too_large");
  const calendar = file.calendarAt(offset);
  if (name !== "VEVENT" || answers.has(calendar.method)) return skipped("not_a_meeting");
  const event = eventOfFile(raw, { calendar, zones: file.zones, ...scope });
  if (!event) return skipped(file.isLatest(ordinal) ? "not_an_event" : "duplicate_in_file");
  const timeZone = calendar.timeZone ?? scope.timeZone;
  const eventScope = { calendarId: fileCalendar, ...scope, timeZone };
  const judged = judgeEvent({ ...base, providerEventId: event.id }, event, eventScope);
  if (file.isLatest(ordinal)) return judged;
  const begins = beginOf(judged);
  const outcome = { kind: "skipped" as const, reason: "duplicate_in_file", ...(begins ? { begins } : {}) };
  return { ...base, outcome };
}
