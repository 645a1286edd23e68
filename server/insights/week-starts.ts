const dayMs = 86_400_000;

export interface WeekStart {
  /** Monday, YYYY-MM-DD. */
  day: string;
  /** Its first moment in the time zone. */
  at: Date;
}

/** The Mondays of the last `count` weeks in the time zone, oldest first; the last one begins the week of `now`. */
export function weekStarts(now: Date, timeZone: string, count: number): WeekStart[] {
  const local = new Date(now.getTime() + offsetMs(now, timeZone));
  const midnight = Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate());
  const monday = midnight - ((local.getUTCDay() + 6) % 7) * dayMs;
  return Array.from({ length: count }, (_, index) => {
    const wall = monday - (count - 1 - index) * 7 * dayMs;
    return { day: new Date(wall).toISOString().slice(0, 10), at: instantOf(wall, timeZone) };
  });
}

/** The moment at which clocks of the zone show `wall`. Twice, since the first guess may lie across a change of clocks. */
function instantOf(wall: number, timeZone: string): Date {
  const guess = new Date(wall - offsetMs(new Date(wall), timeZone));
  return new Date(wall - offsetMs(guess, timeZone));
}

/** How far the clocks of the zone are ahead of UTC; 0 for a zone that is not known here. */
function offsetMs(at: Date, timeZone: string): number {
  const name = formatterOf(timeZone)
    ?.formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  const [, sign, hours = "0", minutes = "0"] = /GMT([+-])(\d{2}):(\d{2})/.exec(name ?? "") ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return null;
  }
}
