import { wallClock } from "../zone.ts";
import { formatClock } from "./zoned.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** "13 Jun" of "2013-06-13". */
export function dayWords(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()] ?? ""}`;
}

/** "Thursday" of "2013-06-13". */
export const weekdayWords = (date: string): string =>
  weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";

const yearWords = (date: string): string => String(Number(date.slice(0, -6)));

/** "13 Jun 2013" of "2013-06-13". */
export const dateWords = (date: string): string => `${dayWords(date)} ${yearWords(date)}`;

/** "13 Jun 2013" in the reader's time zone, or in the one named. */
export const formatDate = (at: string, timeZone?: string): string => dateWords(wallClock(at, timeZone).date);

/** "Thu, 13 Jun 2013, 09:41" in the reader's time zone, or in the one named. */
export function formatDateTime(at: string, timeZone?: string): string {
  const { date, minutes } = wallClock(at, timeZone);
  const weekday = weekdayWords(date).slice(0, 3);
  return `${weekday}, ${dayWords(date)} ${yearWords(date)}, ${formatClock(minutes)}`;
}

/** "14:05" in the reader's time zone, or in the one named. */
export const formatTime = (at: string, timeZone?: string): string =>
  formatClock(wallClock(at, timeZone).minutes);

/** "13 Jun 09:41:07", of a log. */
export function formatInstant(at: string, timeZone?: string): string {
  const { date, minutes } = wallClock(at, timeZone);
  const seconds = String(new Date(at).getUTCSeconds()).padStart(2, "0");
  return `${dayWords(date)} ${formatClock(minutes)}:${seconds}`;
}

/**
 * "now", "5 min ago", "3 h ago", "2 d ago" up to a week, then the date; of what is to come "14:05" for later today,
 * "tomorrow, 09:00", then the date. `nowMs` null gives the date.
 */
export function formatRelative(at: string, nowMs: number | null, timeZone?: string): string {
  if (nowMs === null) return formatDate(at, timeZone);
  const passedMs = nowMs - new Date(at).getTime();
  if (passedMs < -minuteMs) {
    const date = formatDate(at, timeZone);
    const dayAfter = (ms: number) => formatDate(new Date(nowMs + ms).toISOString(), timeZone);
    if (date === dayAfter(0)) return formatTime(at, timeZone);
    return date === dayAfter(dayMs) ? `tomorrow, ${formatTime(at, timeZone)}` : date;
  }
  if (passedMs >= 7 * dayMs) return formatDate(at, timeZone);
  if (passedMs < minuteMs) return "now";
  if (passedMs < hourMs) return `${Math.floor(passedMs / minuteMs)} min ago`;
  if (passedMs < dayMs) return `${Math.floor(passedMs / hourMs)} h ago`;
  return `${Math.floor(passedMs / dayMs)} d ago`;
}

/** "2 s", "4 min", "1 h 10 min": never less than a second. */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
