const dayMs = 86_400_000;

/** A time zone that this machine knows, else UTC: names come from outside. */
export function knownZone(timeZone: string | null | undefined): string {
  const name = timeZone ?? "UTC";
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = resolveZone(name);
  if (zones.size < 500) zones.set(name, zone);
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

/** Making one costs more than a hundred uses. Names come from outside, so the shelf is bounded. */
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
  if (clocks.size < 500) clocks.set(timeZone, clock);
  return clock;
}

/** What the clocks of the zone show at this instant, as if it were UTC, in milliseconds. */
function wallClock(atMs: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(atMs);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
}

/** How far the clocks of the zone are ahead of UTC at this instant, in seconds. */
export const offsetAt = (at: Date, timeZone: string): number =>
  Math.round((wallClock(at.getTime(), timeZone) - at.getTime()) / 1000);

/** The first instant of a day ("2026-03-01") in the zone. */
export const startOfDay = (date: string, timeZone: string): Date => instantAt(`${date}T00:00:00`, timeZone);

/** The instant at which the clocks of the zone show this ("2026-03-01T09:30:00"). */
export function instantAt(local: string, timeZone: string): Date {
  const wanted = Date.parse(`${local}Z`);
  let atMs = wanted;
  // Twice: the first guess may lie beyond a change of the clocks.
  for (let round = 0; round < 2; round++) atMs += wanted - wallClock(atMs, timeZone);
  return new Date(atMs);
}

/** "2026-03-01" of the instant in the zone. */
export const dateIn = (at: Date, timeZone: string): string =>
  new Date(wallClock(at.getTime(), timeZone)).toISOString().slice(0, 10);

/** "20260301T093000" of the instant in the zone, as RFC 5545 writes it. */
export const stampIn = (at: Date, timeZone: string): string =>
  new Date(wallClock(at.getTime(), timeZone)).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
