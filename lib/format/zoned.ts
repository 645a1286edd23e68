import { offsetAt } from "./zone-offsets.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  clocks.set(timeZone, made);
  return made;
};

export interface WallClock {
  /** YYYY-MM-DD */
  date: string;
  /** Since midnight. */
  minutes: number;
}

/** What the clocks of a time zone show at an instant; of the reader's where none is named. */
export function wallClock(at: string | number, timeZone?: string): WallClock {
  const atMs = new Date(at).getTime();
  const offset = timeZone === undefined ? -new Date(atMs).getTimezoneOffset() : offsetAt(atMs, timeZone);
  if (offset !== null) {
    const shown = new Date(atMs + offset * minuteMs);
    return {
      date: shown.toISOString().slice(0, -14),
      minutes: shown.getUTCHours() * 60 + shown.getUTCMinutes(),
    };
  }
  return clockByName(atMs, timeZone ?? "UTC");
}

function clockByName(at: number, timeZone: string): WallClock {
  const parts = clockOf(timeZone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? "0";
  return {
    date: `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}`,
    minutes: Number(of("hour")) * 60 + Number(of("minute")),
  };
}

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

export const addDays = (date: string, days: number): string =>
  new Date(midnight(date) + days * dayMs).toISOString().slice(0, 10);

export const daysBetween = (from: string, to: string): number =>
  Math.round((midnight(to) - midnight(from)) / dayMs);

/** The Monday of the week that a day is in. */
export const mondayOf = (date: string): string =>
  addDays(date, -((new Date(midnight(date)).getUTCDay() + 6) % 7));

/** A day in words, like { weekday: "long", day: "numeric" }; "en-GB" as everywhere. */
export const formatDay = (date: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(midnight(date));

/** "09:30". */
export const formatClock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
