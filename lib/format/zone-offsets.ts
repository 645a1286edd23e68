const minuteMs = 60_000;
const probeMs = 10 * 24 * 60 * minuteMs;
const firstMs = Date.UTC(1995, 0, 1);
const aheadMs = 3 * 366 * 24 * 60 * minuteMs;

/**
 * How far the clocks of a time zone stood from UTC over a span of years. A page brings it along for the zone it is written
 * in: the first use of Intl costs a browser more than all the rest of a list.
 */
export interface ZoneOffsets {
  timeZone: string;
  /** Seconds since 1970. */
  until: number;
  /** [seconds since 1970, minutes ahead of UTC from then on], oldest first; before the first nothing is known. */
  changes: readonly (readonly [number, number])[];
}

const known = new Map<string, ZoneOffsets>();

/** From 1995 to three years from now. Throws a RangeError for a zone this machine does not know. */
export function offsetsOf(timeZone: string, nowMs: number): ZoneOffsets {
  const made = known.get(timeZone);
  if (made && made.until * 1000 > nowMs + aheadMs / 3) return made;
  const offsets = {
    timeZone,
    until: Math.floor((nowMs + aheadMs) / 1000),
    changes: changesOf(timeZone, nowMs),
  };
  keepOffsets(offsets);
  return offsets;
}

/** What offsetAt() answers from, here and from now on. */
export function keepOffsets(offsets: ZoneOffsets): void {
  known.set(offsets.timeZone, offsets);
}

/** In minutes ahead of UTC; null where it is not known here. */
export function offsetAt(atMs: number, timeZone: string): number | null {
  if (timeZone === "UTC") return 0;
  const offsets = known.get(timeZone);
  const at = atMs / 1000;
  if (!offsets || at >= offsets.until) return null;
  return offsets.changes.findLast(([from]) => from <= at)?.[1] ?? null;
}

function changesOf(timeZone: string, nowMs: number): [number, number][] {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  const at = (ms: number) => minutesOf(format.formatToParts(ms));
  const changes: [number, number][] = [[firstMs / 1000, at(firstMs)]];
  let last = at(firstMs);
  for (let ms = firstMs + probeMs; ms < nowMs + aheadMs + probeMs; ms += probeMs) {
    const minutes = at(ms);
    if (minutes === last) continue;
    changes.push([changeBetween(ms - probeMs, ms, at) / 1000, minutes]);
    last = minutes;
  }
  return changes;
}

/** The first minute that is as the end of the span is. */
function changeBetween(fromMs: number, toMs: number, at: (ms: number) => number): number {
  const after = at(toMs);
  let [low, high] = [fromMs, toMs];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / minuteMs / 2) * minuteMs;
    if (at(middle) === after) high = middle;
    else low = middle;
  }
  return high;
}

/** "GMT+05:45". */
function minutesOf(parts: readonly Intl.DateTimeFormatPart[]): number {
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours = "0", minutes = "0"] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
