import { stampIn } from "#lib/zone.ts";

import { RRuleTemporal } from "rrule-temporal";

/** A series as it is stored: its first occurrence, its zone, and the lines of RFC 5545. */
export interface Series {
  startAt: Date;
  timeZone: string;
  recurrence: readonly string[];
}

const occurrencesMax = 2_000;
const linesMax = 50;
/** More often than daily is nothing that people meet for, and the cheapest way to ask for a million dates. */
const tooOften = /FREQ=(?:SECONDLY|MINUTELY|HOURLY)/i;
const lineShape = /^(?:RRULE|RDATE|EXDATE)[;:][\w=;:,+/.-]{1,2000}$/i;

/** Starts of the occurrences within [from, to), the first ones where there are very many. */
export function occurrencesBetween(series: Series, from: Date, to: Date): Date[] {
  const rule = ruleOf(series);
  if (!rule) return isWithin(series.startAt, from, to) ? [series.startAt] : [];
  try {
    return rule
      .between(from, to, true)
      .slice(0, occurrencesMax)
      .map((at) => new Date(at.epochMilliseconds))
      .filter((at) => isWithin(at, from, to));
  } catch {
    return isWithin(series.startAt, from, to) ? [series.startAt] : [];
  }
}

const isWithin = (at: Date, from: Date, to: Date): boolean => at >= from && at < to;

/** The last occurrence that has begun by `at`, else the first one. */
export function latestOccurrence(series: Series, at: Date): Date {
  if (series.startAt >= at) return series.startAt;
  try {
    const latest = ruleOf(series)?.previous(at, true);
    return latest ? new Date(latest.epochMilliseconds) : series.startAt;
  } catch {
    return series.startAt;
  }
}

/** The start of the very last occurrence; null where the series goes on for ever or its end is not worth counting. */
export function lastOccurrence(series: Series): Date | null {
  const rule = ruleOf(series);
  if (!rule) return series.startAt;
  const { until, count } = rule.options();
  if (until === undefined && (count === undefined || count > occurrencesMax)) return null;
  try {
    const end = until ?? rule.all().at(-1);
    const last = end && rule.previous(new Date(end.epochMilliseconds), true);
    return last ? new Date(last.epochMilliseconds) : series.startAt;
  } catch {
    return null;
  }
}

function ruleOf({ startAt, timeZone, recurrence }: Series): RRuleTemporal | null {
  const lines = recurrence
    .slice(0, linesMax)
    .filter((line) => lineShape.test(line))
    .map((line) => dayAsTime(line, timeZone));
  const rrule = lines.find((line) => line.startsWith("RRULE"));
  if (rrule === undefined || tooOften.test(rrule)) return null;
  const others = lines.filter((line) => !line.startsWith("RRULE"));
  const start = `DTSTART;TZID=${timeZone}:${stampIn(startAt, timeZone)}`;
  try {
    return new RRuleTemporal({ rruleString: [start, rrule, ...others].join("\n"), includeDtstart: true });
  } catch {
    return null;
  }
}

/** Whole days are midnights in the zone here, so that all lines speak of the same instants. */
function dayAsTime(line: string, timeZone: string): string {
  const [, name, days] = /^(RDATE|EXDATE);VALUE=DATE:([\d,]+)$/i.exec(line) ?? [];
  if (name === undefined || days === undefined) return line.replace(/^\w+/, (word) => word.toUpperCase());
  const times = days.split(",").map((day) => `${day}T000000`);
  return `${name.toUpperCase()};TZID=${timeZone}:${times.join(",")}`;
}
