import { offsetAt as keptOffsetAt } from "./format/zone-offsets.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Names come from outside, so that what is remembered of them is bounded. */
const namesMax = 500;

/** A time zone that this machine knows, else UTC. */
export function knownZone(timeZone: string | null | undefined): string {
  const name = timeZone ?? "UTC";
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = resolveZone(name);
  if (zones.size < namesMax) zones.set(name, zone);
  return zone;
}

const zones = new Map<string, string>();

function resolveZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than a hundred uses. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  if (clocks.size < namesMax) clocks.set(timeZone, clock);
  return clock;
}

/** What the clocks of the zone show at this instant, as if it were UTC, in milliseconds. */
function shownMs(atMs: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

export interface WallClock {
  /** YYYY-MM-DD */
  date: string;
  /** Since midnight. */
  minutes: number;
}

/** What the clocks of a time zone show at an instant; of the reader's where none is named. */
export function wallClock(at: string | number, timeZone?: string): WallClock {
  const atMs = new Date(at).getTime();
  const offset = timeZone === undefined ? -new Date(atMs).getTimezoneOffset() : keptOffsetAt(atMs, timeZone);
  const shown = new Date(offset === null ? shownMs(atMs, timeZone ?? "UTC") : atMs + offset * minuteMs);
  return {
    date: shown.toISOString().slice(0, -14),
    minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
  };
}

/** How far the clocks of the zone are ahead of UTC at this instant, in seconds. */
export const offsetAt = (at: Date, timeZone: string): number =>
  Math.round((shownMs(at.getTime(), timeZone) - at.getTime()) / 1000);

/** The first instant of a day ("2026-03-01") in the zone. */
export const startOfDay = (date: string, timeZone: string): Date => instantAt(`${date}T00:00:00`, timeZone);

/** The instant at which the clocks of the zone show this ("2026-03-01T09:30:00"). */
export function instantAt(local: string, timeZone: string): Date {
  const wanted = Date.parse(`${local}Z`);
  let atMs = wanted;
  // Twice: the first guess may lie beyond a change of the clocks.
  for (let round = 0; round < 2; round++) atMs += wanted - shownMs(atMs, timeZone);
  return new Date(atMs);
}

/** "2026-03-01" of the instant in the zone. */
export const dateIn = (at: Date, timeZone: string): string => wallClock(at.getTime(), timeZone).date;

/** "20260301T093000" of the instant in the zone, as RFC 5545 writes it. */
export const stampIn = (at: Date, timeZone: string): string =>
  new Date(shownMs(at.getTime(), timeZone)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDays = (date: string, days: number): string =>
  new Date(midnight(date) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((midnight(to) - midnight(from)) / dayMs);

/** The Monday of the week that a day is in. */
export const mondayOf = (date: string): string =>
  addDays(date, -((new Date(midnight(date)).getUTCDay() + 6) % 7));
