import { instantAt, wallClock } from "../zone.ts";
import { formatClock } from "./zoned.ts";

/** "2026-03-01T09:30" by the clocks of the zone, as a form field holds it. */
export function localOf(instant: string, timeZone: string): string {
  const { date, minutes } = wallClock(instant, timeZone);
  return `${date}T${formatClock(minutes)}`;
}

/** The instant at which the clocks of the zone show this; as it was typed where it is no time. */
export const instantOf = (local: string, timeZone: string): string =>
  Number.isNaN(Date.parse(`${local}Z`)) ? local : instantAt(local, timeZone).toISOString();
