import { formatClock, wallClock } from "./zoned.ts";

/** "2026-03-01T09:30" by the clocks of the zone, as a form field holds it. */
export function localOf(instant: string, timeZone: string): string {
  const { date, minutes } = wallClock(instant, timeZone);
  return `${date}T${formatClock(minutes)}`;
}

/** The instant at which the clocks of the zone show this; as it was typed where it is no time. */
export function instantOf(local: string, timeZone: string): string {
  const wantedMs = Date.parse(`${local}Z`);
  if (Number.isNaN(wantedMs)) return local;
  let atMs = wantedMs;
  // Twice: the first guess may lie beyond a change of the clocks.
  for (let round = 0; round < 2; round++) {
    atMs += wantedMs - Date.parse(`${localOf(new Date(atMs).toISOString(), timeZone)}Z`);
  }
  return new Date(atMs).toISOString();
}
