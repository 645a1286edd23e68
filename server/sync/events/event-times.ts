import { addDays, knownZone, startOfDay } from "#lib/zone.ts";
import { lastOccurrence, latestOccurrence } from "#server/calendar/index.ts";

import type { GoogleEvent, Time } from "./google-event.ts";
import type { MeetingEvent } from "./types.ts";

type Times = Pick<
  MeetingEvent,
  | "startAt"
  | "endAt"
  | "startDate"
  | "endDate"
  | "timeZone"
  | "originalStartAt"
  | "recurrence"
  | "recursUntil"
  | "occurredAt"
>;

const recurrenceMax = 50;
const lineMax = 2_000;

/** When an event takes place; null where it does not say. `zone` is the calendar's, for whole days. */
export function timesOf(event: GoogleEvent, zone: string, now: Date): Times | null {
  const timeZone = knownZone(event.start?.timeZone ?? event.originalStartTime?.timeZone ?? zone);
  const originalStartAt = instantOf(event.originalStartTime, timeZone);
  // An occurrence that was called off says no more than which one it was.
  const startAt = instantOf(event.start, timeZone) ?? originalStartAt;
  if (!startAt) return null;
  const startDate = event.start?.date ?? null;
  const endDate = startDate === null ? null : laterDate(startDate, event.end?.date);
  const endAt =
    (endDate === null ? instantOf(event.end, timeZone) : startOfDay(endDate, timeZone)) ?? startAt;
  const recurrence = event.recurrence
    .filter((line) => line.length <= lineMax)
    .slice(0, recurrenceMax)
    .map((line) => line.replaceAll("\u0000", "").toWellFormed());
  const times = {
    startAt,
    endAt: endAt < startAt ? startAt : endAt,
    startDate,
    endDate,
    timeZone,
    originalStartAt,
    recurrence,
  };
  if (recurrence.length === 0) return { ...times, recursUntil: null, occurredAt: startAt };
  const last = lastOccurrence(times);
  const lengthMs = times.endAt.getTime() - startAt.getTime();
  return {
    ...times,
    recursUntil: last && new Date(last.getTime() + lengthMs),
    occurredAt: latestOccurrence(times, now),
  };
}

function instantOf(time: Time | undefined, timeZone: string): Date | null {
  if (time?.dateTime !== undefined) return new Date(time.dateTime);
  return time?.date === undefined ? null : startOfDay(time.date, timeZone);
}

/** The end of whole days is exclusive: at least a day after the start. */
const laterDate = (start: string, end: string | undefined): string =>
  end !== undefined && end > start ? end : addDays(start, 1);
