import { addDays, dateIn, instantAt } from "#lib/zone.ts";

export interface Span {
  startMs: number;
  endMs: number;
}

interface Wanted {
  from: Date;
  to: Date;
  minutes: number;
  /** "09:00", by the clocks of the zone. */
  workStart: string;
  workEnd: string;
  timeZone: string;
  weekends: boolean;
  limit: number;
  busy: readonly Span[];
}

const stepMs = 15 * 60_000;

/** Spans of so many minutes within working hours in which nothing takes place, earliest first; none overlaps another. */
export function freeSlots({ from, to, busy, limit, minutes, ...day }: Wanted): Span[] {
  const lengthMs = minutes * 60_000;
  const taken = [...busy].sort((one, other) => one.startMs - other.startMs);
  const found: Span[] = [];
  const last = dateIn(to, day.timeZone);
  for (let date = dateIn(from, day.timeZone); date <= last; date = addDays(date, 1)) {
    if (!day.weekends && isWeekend(date)) continue;
    const opensMs = Math.max(
      instantAt(`${date}T${day.workStart}:00`, day.timeZone).getTime(),
      from.getTime(),
    );
    const closesMs = Math.min(instantAt(`${date}T${day.workEnd}:00`, day.timeZone).getTime(), to.getTime());
    for (let startMs = onTheQuarter(opensMs); startMs + lengthMs <= closesMs;) {
      const endMs = startMs + lengthMs;
      const other = taken.find((span) => span.startMs < endMs && span.endMs > startMs);
      if (!other) {
        found.push({ startMs, endMs });
        if (found.length === limit) return found;
      }
      startMs = onTheQuarter(other ? Math.max(other.endMs, startMs + stepMs) : endMs);
    }
  }
  return found;
}

const onTheQuarter = (atMs: number): number => Math.ceil(atMs / stepMs) * stepMs;

/** Saturday and Sunday, of a date without a zone. */
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
