import type { EventOccurrence } from "#lib/schemas/calendar.ts";

import { formatClock, formatDay } from "#lib/format/zoned.ts";
import { addDays, daysBetween, wallClock } from "#lib/zone.ts";

/** When an event takes place by the clocks of the reader's time zone. */
export interface Span {
  firstDate: string;
  /** Inclusive. */
  lastDate: string;
  /** Since midnight of the first day; null for whole days. */
  fromMinutes: number | null;
  /** Since midnight of the last day, up to 1440; null for whole days. */
  toMinutes: number | null;
}

const minutesOfDay = 1440;

export function spanOf({ startAt, endAt, startDate, endDate }: EventOccurrence, timeZone: string): Span {
  if (startDate !== null) {
    const last = endDate === null ? startDate : addDays(endDate, -1);
    const lastDate = last < startDate ? startDate : last;
    return { firstDate: startDate, lastDate, fromMinutes: null, toMinutes: null };
  }
  const start = wallClock(startAt, timeZone);
  const end = wallClock(endAt, timeZone);
  const endsAtMidnight = end.minutes === 0 && end.date > start.date;
  return {
    firstDate: start.date,
    lastDate: endsAtMidnight ? addDays(end.date, -1) : end.date,
    fromMinutes: start.minutes,
    toMinutes: endsAtMidnight ? minutesOfDay : end.minutes,
  };
}

/** Two days or more, or no time at all: it stands above the hours. */
export const isWholeDay = ({ firstDate, lastDate, fromMinutes, toMinutes }: Span): boolean =>
  fromMinutes === null ||
  daysBetween(firstDate, lastDate) * minutesOfDay + (toMinutes ?? 0) - fromMinutes >= minutesOfDay;

const clockOrEmpty = (minutes: number | null) => (minutes === null ? "" : formatClock(minutes));

/** "10:00 – 11:00", "All day", "All day until Wed 18 Nov", "22:00 – Tue 17 Nov, 01:00". */
export function timeWords({ firstDate, lastDate, fromMinutes, toMinutes }: Span): string {
  const last = formatDay(lastDate, { weekday: "short", day: "numeric", month: "short" });
  if (fromMinutes === null) return firstDate === lastDate ? "All day" : `All day until ${last}`;
  const [from, to] = [clockOrEmpty(fromMinutes), clockOrEmpty(toMinutes)];
  return firstDate === lastDate ? `${from} – ${to}` : `${from} – ${last}, ${to}`;
}

/** "Monday, 16 November 2026". */
export const longDay = (date: string): string =>
  formatDay(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).replace(
    /^(\w+) /,
    "$1, ",
  );
