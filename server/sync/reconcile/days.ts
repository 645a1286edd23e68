import { addDays, dateIn, startOfDay } from "#lib/zone.ts";

/** Days from the first to the last, both included: "2026-03-01". */
export interface DayRange {
  from: string;
  to: string;
}

/** What a provider, or a file, has on one day: what an import would take, and what is left out by rule. */
export interface DayCount {
  day: string;
  itemIds: string[];
  leftOut: Record<string, number>;
}

/** Where an item stands of which no day can be read. */
export const undated = "0001-01-01";

/** No mailbox is older. */
export const firstDay = "1990-01-01";

export function daysOf({ from, to }: DayRange): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The range cut where a year, or a month, ends; newest first. */
export function cutBy(unit: "year" | "month", { from, to }: DayRange): DayRange[] {
  const parts: DayRange[] = [];
  for (let end = to; end >= from;) {
    const first = unit === "year" ? `${end.slice(0, 4)}-01-01` : `${end.slice(0, 7)}-01`;
    const start = first < from ? from : first;
    parts.push({ from: start, to: end });
    end = addDays(start, -1);
  }
  return parts;
}

/** The range as Gmail's search takes it, by seconds, since it takes days to be those of California. */
export function gmailRange({ from, to }: DayRange, timeZone: string): string {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  // "after" may leave out the second itself; what this takes in too much counts for the day before.
  const after = seconds(startOfDay(from, timeZone)) - 1;
  return `after:${String(after)} before:${String(seconds(startOfDay(addDays(to, 1), timeZone)))}`;
}

export const today = (timeZone: string, now = new Date()): string => dateIn(now, timeZone);
