import { dateIn, knownZone } from "./zone.ts";

interface Meeting {
  /** Of the event as it is written, the first of a series; null where it has a time. */
  start_date: string | null;
  time_zone: string | null;
}

/** "2026-12-02", on which a meeting of whole days that begins at this instant takes place; null of one with a time. */
export const wholeDayAt = (at: string | null, { start_date: startDate, time_zone: zone }: Meeting) =>
  startDate === null || at === null ? null : dateIn(new Date(at), knownZone(zone));
