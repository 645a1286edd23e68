import { formatNumber } from "#lib/format/number.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";

/** What became of what the provider has: the parts add up to `provider`. */
export interface Sums {
  provider: number;
  stored: number;
  leftOut: number;
  failed: number;
  missing: number;
}

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export const sumsOf = (day: MailboxDay): Sums => ({
  provider: day.provider,
  stored: day.stored,
  leftOut: total(day.skippedBy) + total(day.leftOutBy),
  failed: day.failed,
  missing: day.missing,
});

const nothing: Sums = { provider: 0, stored: 0, leftOut: 0, failed: 0, missing: 0 };

export const sumOf = (days: readonly MailboxDay[]): Sums =>
  days.map(sumsOf).reduce(
    (all, one) => ({
      provider: all.provider + one.provider,
      stored: all.stored + one.stored,
      leftOut: all.leftOut + one.leftOut,
      failed: all.failed + one.failed,
      missing: all.missing + one.missing,
    }),
    nothing,
  );

/** How days are spoken of, whatever they are days of. */
export interface DayWords {
  at: string;
  /** Of a column. */
  heading: string;
  /** Before the time of it. */
  asked: string;
  /** Of a day that is not listed. */
  absent: string;
  /** Of what is there and not here. */
  lacking: string;
}

export const accountWords: DayWords = {
  at: "at Google",
  heading: "At Google",
  asked: "Google was asked",
  absent: "not counted yet",
  lacking: "missing",
};

/** Before its import is done nothing of a file is missing yet. */
export const fileWords = (isImported: boolean): DayWords => ({
  at: "in the file",
  heading: "In the file",
  asked: "The file was read",
  absent: "nothing in the file",
  lacking: isImported ? "missing" : "not imported yet",
});

/** "7 at Google: 2 here, 4 left out, 1 missing". */
export function sumWords(
  { provider, stored, leftOut, failed, missing }: Sums,
  { at, lacking }: DayWords,
): string {
  const parts = [
    `${formatNumber(stored)} here`,
    leftOut > 0 ? `${formatNumber(leftOut)} left out` : "",
    failed > 0 ? `${formatNumber(failed)} failed` : "",
    missing > 0 ? `${formatNumber(missing)} ${lacking}` : "",
  ];
  return `${formatNumber(provider)} ${at}: ${parts.filter((part) => part !== "").join(", ")}`;
}

const monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2026-02" as "Feb 2026". */
export const monthWords = (month: string): string =>
  `${monthNames[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)}`;

/** The day of what has no date. */
export const undated = "0001-01-01";

/** "2026-02-28" as "28 Feb 2026". */
export const dayWords = (day: string): string =>
  day === undated ? "No date" : `${String(Number(day.slice(8)))} ${monthWords(day)}`;

export const shiftMonth = (month: string, by: number): string => {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
};

/** The days of a month, "2026-02-01" first. */
export function daysOfMonth(month: string): string[] {
  const last = new Date(Date.parse(`${shiftMonth(month, 1)}-01T00:00:00Z`) - 1).getUTCDate();
  return Array.from({ length: last }, (_, index) => `${month}-${String(index + 1).padStart(2, "0")}`);
}

/** Blank places before the first, in weeks that begin with Monday. */
export const blanksBefore = (month: string): number =>
  (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
