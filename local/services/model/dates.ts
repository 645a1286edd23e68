import { dayWords, formatTime, weekdayWords } from "#lib/format/time.ts";
import { addDays, dateIn, instantAt, knownZone } from "#lib/zone.ts";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

/** The person's, as the app tells it before the conversation; UTC where it says nothing. */
export const zoneIn = (instructions: string): string =>
  knownZone(/^- Time zone: (\S+)\. Today is /m.exec(instructions)?.[1]);

/** "at 15", "tomorrow 15:30"; a number elsewhere is an hour where it is written as one: "3 pm", "9:30". */
const besideItsDay =
  /\b(?:at|um|à|\w+day|tomorrow),?\s+(?<hour>\d{1,2})(?:[:.](?<minute>\d{2}))?\s*(?<half>am|pm|h|uhr)?\b(?!\s*(?:days?|weeks?))/;
const byItself = /\b(?<hour>\d{1,2})(?::(?<minute>\d{2}))?(?:(?<=:\d\d)|\s*(?<half>am|pm|h|uhr))\b/;

/**
 * The instant that words like "tomorrow at 15", "on Friday 9:30" or "in 3 days" mean to somebody in this time zone; null
 * where none is named. A day without an hour means nine in the morning.
 */
export function instantIn(text: string, now: Date, timeZone: string): string | null {
  const words = text.toLowerCase();
  const date = dateNamed(words, dateIn(now, timeZone));
  if (date === null) return null;
  const time = (besideItsDay.exec(words) ?? byItself.exec(words))?.groups;
  const hour = time ? hourOf(Number(time["hour"]), time["half"]) : 9;
  const minute = Math.min(Number(time?.["minute"] ?? 0), 59);
  return instantAt(`${date}T${twoDigits(hour)}:${twoDigits(minute)}:00`, timeZone).toISOString();
}

/** "Wed, 2 Dec, 09:00", by the clocks of the zone. */
export function momentWords(at: string, timeZone: string): string {
  const date = dateIn(new Date(at), timeZone);
  return `${weekdayWords(date).slice(0, 3)}, ${dayWords(date)}, ${formatTime(at, timeZone)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");

function hourOf(hour: number, half: string | undefined): number {
  if (half === "pm" && hour < 12) return hour + 12;
  if (half === "am" && hour === 12) return 0;
  return Math.min(hour, 23);
}

/** "2026-12-02" */
function dateNamed(words: string, today: string): string | null {
  if (/\btoday\b/.test(words)) return today;
  if (/\btomorrow\b/.test(words)) return addDays(today, 1);
  const span = /\bin (\d{1,4}) (days?|weeks?)\b/.exec(words);
  if (span) return addDays(today, Number(span[1]) * (span[2]?.startsWith("week") ? 7 : 1));
  if (/\bnext week\b/.test(words)) return addDays(today, 7);
  const named = weekdays.findIndex((name) => new RegExp(`\\b${name}\\b`).test(words));
  if (named < 0) return null;
  return addDays(today, (named - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7 || 7);
}
