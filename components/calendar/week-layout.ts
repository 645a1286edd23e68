import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { daysBetween } from "#lib/zone.ts";

import { sideBySide } from "./side-by-side.ts";
import { isWholeDay, type Span, spanOf } from "./span.ts";

const daysShown = 7;
const minutesOfDay = 1440;
/** Shorter ones are drawn as long as this, or nobody could hit them. */
export const leastMinutes = 30;
const hoursAtLeast = { from: 8, to: 18 };

interface Shown {
  event: EventOccurrence;
  span: Span;
}

/** A piece of an event within one day. */
export interface Block extends Shown {
  fromMinutes: number;
  toMinutes: number;
  column: number;
  columns: number;
}

/** An event above the hours, over one day or more. */
export interface Bar extends Shown {
  firstDay: number;
  /** Inclusive. */
  lastDay: number;
  lane: number;
}

export interface WeekLayout {
  /** Seven, Monday first. */
  days: Block[][];
  bars: Bar[];
  lanes: number;
  fromHour: number;
  toHour: number;
}

/** Where each event of a week stands. `monday` is YYYY-MM-DD. */
export function weekLayout(events: readonly EventOccurrence[], monday: string, timeZone: string): WeekLayout {
  const shown = events.map((event) => ({ event, span: spanOf(event, timeZone) }));
  const bars = barsOf(
    shown.filter(({ span }) => isWholeDay(span)),
    monday,
  );
  const timed = shown.filter(({ span }) => !isWholeDay(span));
  const days = Array.from({ length: daysShown }, (_, day) => blocksOf(timed, monday, day));
  const blocks = days.flat();
  return {
    days,
    bars,
    lanes: Math.max(0, ...bars.map(({ lane }) => lane + 1)),
    fromHour: Math.min(hoursAtLeast.from, ...blocks.map(({ fromMinutes }) => Math.floor(fromMinutes / 60))),
    toHour: Math.max(hoursAtLeast.to, ...blocks.map(({ toMinutes }) => Math.ceil(toMinutes / 60))),
  };
}

function blocksOf(timed: readonly Shown[], monday: string, day: number): Block[] {
  const pieces = timed
    .flatMap(({ event, span }) => {
      const first = daysBetween(monday, span.firstDate);
      const last = daysBetween(monday, span.lastDate);
      if (day < first || day > last) return [];
      const from = day === first ? (span.fromMinutes ?? 0) : 0;
      const fromMinutes = Math.min(from, minutesOfDay - leastMinutes);
      const end = day === last ? (span.toMinutes ?? minutesOfDay) : minutesOfDay;
      return [{ event, span, fromMinutes, toMinutes: Math.max(end, fromMinutes + leastMinutes) }];
    })
    .sort((a, b) => a.fromMinutes - b.fromMinutes || b.toMinutes - a.toMinutes);
  const places = sideBySide(
    pieces.map(({ fromMinutes, toMinutes }) => ({ from: fromMinutes, to: toMinutes })),
  );
  return pieces.map((piece, index) => ({ ...piece, ...(places[index] ?? { column: 0, columns: 1 }) }));
}

function barsOf(shown: readonly Shown[], monday: string): Bar[] {
  const clipped = shown
    .map(({ event, span }) => ({
      event,
      span,
      firstDay: Math.max(0, daysBetween(monday, span.firstDate)),
      lastDay: Math.min(daysShown - 1, daysBetween(monday, span.lastDate)),
    }))
    .filter(({ firstDay, lastDay }) => firstDay <= lastDay)
    .sort((a, b) => a.firstDay - b.firstDay || b.lastDay - a.lastDay);
  const ends: number[] = [];
  return clipped.map((bar) => {
    const free = ends.findIndex((end) => end < bar.firstDay);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = bar.lastDay;
    return { ...bar, lane };
  });
}
