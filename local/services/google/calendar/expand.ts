import { RRuleTemporal } from "rrule-temporal";
import { type StoredEvent, isAllDay, momentMs } from "./event.ts";

export interface Window {
  readonly fromMs: number;
  readonly untilMs: number;
}

// Series without an end are shown this far.
const aheadMs = 2 * 365 * 86_400_000;
const instancesMax = 2_500;

export const wholeWindow = (): Window => ({ fromMs: 0, untilMs: Date.now() + aheadMs });

/** The occurrences of a series by its rule, as if none had been changed. Those that touch the window. */
export function expand(series: StoredEvent, calendarZone: string, window: Window): StoredEvent[] {
  const allDay = isAllDay(series.start);
  const zone = allDay ? "UTC" : (series.start?.timeZone ?? calendarZone);
  const lengthMs = momentMs(series.end) - momentMs(series.start);
  const excluded = new Set(datesOf(series, "EXDATE", zone));
  const starts = [...startsOf(series, zone, window, lengthMs), ...datesOf(series, "RDATE", zone)];
  return [...new Set(starts)]
    .filter((startMs) => !excluded.has(startMs))
    .filter((startMs) => startMs < window.untilMs && startMs + Math.max(lengthMs, 1) > window.fromMs)
    .sort((one, other) => one - other)
    .slice(0, instancesMax)
    .map((startMs) => instance(series, startMs, lengthMs, zone));
}

export const instanceId = (seriesId: string, startMs: number, allDay: boolean): string => {
  const utc = new Date(startMs).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `${seriesId}_${allDay ? utc.slice(0, 8) : utc}`;
};

/** Null where the id is not of the shape that occurrences have. */
export function splitInstanceId(id: string): { seriesId: string; startMs: number } | null {
  const [, seriesId, date = "", time] = /^(.+)_(\d{8})(?:T(\d{6})Z)?$/.exec(id) ?? [];
  if (seriesId === undefined) return null;
  const day = date.replace(/(....)(..)(..)/, "$1-$2-$3");
  const clock = (time ?? "000000").replace(/(..)(..)(..)/, "$1:$2:$3");
  return { seriesId, startMs: Date.parse(`${day}T${clock}Z`) };
}

function startsOf(series: StoredEvent, zone: string, window: Window, lengthMs: number): number[] {
  const rule = series.recurrence?.find((line) => line.startsWith("RRULE"));
  const first = wallClock(momentMs(series.start), zone);
  if (rule === undefined) return [momentMs(series.start)];
  const rules = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${first}\n${rule}` });
  const from = new Date(Math.max(window.fromMs - lengthMs, 0));
  return rules.between(from, new Date(window.untilMs), true).map((start) => start.epochMilliseconds);
}

// EXDATE;TZID=Europe/Berlin:20260301T090000 or ;VALUE=DATE:20260301, several after commas.
function datesOf(series: StoredEvent, name: "EXDATE" | "RDATE", zone: string): number[] {
  const lines = (series.recurrence ?? []).filter((line) => line.startsWith(name));
  return lines.flatMap((line) => {
    const [head = "", dates = ""] = line.split(/:(.*)/s);
    const named = /TZID=([^;:]+)/.exec(head)?.[1] ?? zone;
    return dates.split(",").map((date) => {
      const [, day = "", clock = "000000", utc] = /^(\d{8})(?:T(\d{6})(Z)?)?$/.exec(date.trim()) ?? [];
      const iso = `${day.replace(/(....)(..)(..)/, "$1-$2-$3")}T${clock.replace(/(..)(..)(..)/, "$1:$2:$3")}`;
      return utc === "Z" ? Date.parse(`${iso}Z`) : fromWallClock(iso, named);
    });
  });
}

function instance(series: StoredEvent, startMs: number, lengthMs: number, zone: string): StoredEvent {
  const allDay = isAllDay(series.start);
  const at = (ms: number) =>
    allDay
      ? { date: new Date(ms).toISOString().slice(0, 10) }
      : { dateTime: withOffset(ms, zone), timeZone: zone };
  const { recurrence: _, ...rest } = series;
  return {
    ...rest,
    id: instanceId(series.id, startMs, allDay),
    recurringEventId: series.id,
    originalStartTime: at(startMs),
    start: at(startMs),
    end: at(startMs + lengthMs),
  };
}

// 20260301T090000, as a clock on the wall shows it.
function wallClock(ms: number, zone: string): string {
  return isoInZone(ms, zone).replaceAll(/[-:]/g, "");
}

function isoInZone(ms: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  return format.format(ms).replace(" ", "T");
}

const offsetMs = (ms: number, zone: string): number => Date.parse(`${isoInZone(ms, zone)}Z`) - ms;

// Twice, since the first guess may lie on the other side of a change to summer time.
function fromWallClock(iso: string, zone: string): number {
  const wall = Date.parse(`${iso}Z`);
  const guess = wall - offsetMs(wall, zone);
  return wall - offsetMs(guess, zone);
}

function withOffset(ms: number, zone: string): string {
  const minutes = Math.round(offsetMs(ms, zone) / 60_000);
  if (minutes === 0) return `${isoInZone(ms, zone)}Z`;
  const two = (value: number): string => String(value).padStart(2, "0");
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${isoInZone(ms, zone)}${minutes < 0 ? "-" : "+"}${two(hours)}:${two(rest)}`;
}
