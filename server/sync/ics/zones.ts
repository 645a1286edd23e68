import ICAL from "ical.js";

import { instantAt, knownZone, offsetAt } from "#lib/zone.ts";

import { contentLines, propertiesOf } from "./content-lines.ts";

const zonesMax = 50;
const observancesMax = 50;
/** 24 instants on both sides of every change of the clocks that a rule of today makes. */
const probes = [2023, 2026].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => ({ year, month: month + 1, day: 15 })),
);
/** Asked first where several zones keep the same clocks. */
// prettier-ignore
const wellKnown = [
  "Europe/Berlin", "Europe/London", "Europe/Athens", "Europe/Moscow", "Europe/Istanbul", "America/New_York", "America/Chicago",
  "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Sao_Paulo", "Asia/Tokyo", "Asia/Shanghai", "Asia/Kolkata",
  "Asia/Dubai", "Australia/Sydney", "Pacific/Auckland", "UTC",
];

/** The time zones that a calendar file names: by the name itself, else by the rules that the file gives for it. */
export class CalendarZones {
  readonly #raw = new Map<string, Buffer>();
  readonly #found = new Map<string, string>();

  /** A VTIMEZONE as it stands in the file. */
  add(raw: Buffer): void {
    const [id] = propertiesOf(contentLines(raw), new Set(["tzid"]));
    const name = id?.values[0] ?? "";
    if (name !== "" && this.#raw.size < zonesMax && !this.#raw.has(name)) this.#raw.set(name, raw);
  }

  /** An IANA name. `fallback` is the calendar's own zone. */
  resolve(tzid: string | undefined, fallback: string): string {
    if (tzid === undefined || tzid === "") return fallback;
    const known = this.#found.get(tzid);
    if (known !== undefined) return known;
    const zone = namedZone(tzid) ?? this.#byRules(tzid, fallback) ?? fallback;
    if (this.#found.size < 1_000) this.#found.set(tzid, zone);
    return zone;
  }

  #byRules(tzid: string, fallback: string): string | null {
    const raw = this.#raw.get(tzid);
    if (!raw) return null;
    const [location] = propertiesOf(contentLines(raw), new Set(["x-lic-location"]));
    const named = namedZone(location?.values[0] ?? "");
    if (named !== null) return named;
    const wanted = offsetsOf(raw);
    if (!wanted) return null;
    const candidates = [fallback, ...wellKnown, ...Intl.supportedValuesOf("timeZone")];
    return candidates.find((zone) => keepsClocks(zone, wanted)) ?? null;
  }
}

/** "Europe/Berlin", also at the end of "/mozilla.org/20050126_1/Europe/Berlin". */
function namedZone(text: string): string | null {
  if (/^(?:UTC|GMT|Z|Etc\/(?:UTC|GMT|Zulu))$/i.test(text)) return "UTC";
  const name = /(?:^|\/)([A-Z][A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_+-]+)?)$/.exec(text)?.[1];
  if (name === undefined) return null;
  const zone = knownZone(name);
  return zone === "UTC" ? null : zone;
}

const local = ({ year, month, day }: (typeof probes)[number]) =>
  `${String(year)}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T12:00:00`;

const keepsClocks = (zone: string, wanted: readonly number[]): boolean =>
  probes.every((probe, index) => offsetAt(instantAt(local(probe), zone), zone) === wanted[index]);

/** Seconds ahead of UTC at each probe; null where the rules cannot be read. */
function offsetsOf(raw: Buffer): number[] | null {
  const text = safeRules(raw);
  if (text === null) return null;
  try {
    const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
    return probes.map((probe) =>
      zone.utcOffset(new ICAL.Time({ ...probe, hour: 12, minute: 0, second: 0, isDate: false }, zone)),
    );
  } catch {
    return null;
  }
}

/** The rules alone, and of them what comes once a year: ical.js writes every change out, however many there are. */
function safeRules(raw: Buffer): string | null {
  const lines = raw
    .toString("latin1")
    .replaceAll(/\r?\n[ \t]/g, "")
    .split(/\r?\n/);
  const kept = ["BEGIN:VTIMEZONE", "TZID:zone"];
  let inside: string | null = null;
  let observances = 0;
  for (const line of lines) {
    const [, verb = "", name = ""] = /^(BEGIN|END):(STANDARD|DAYLIGHT)\s*$/i.exec(line) ?? [];
    if (verb.toUpperCase() === "BEGIN") {
      if (inside !== null || ++observances > observancesMax) return null;
      inside = name.toUpperCase();
      kept.push(`BEGIN:${inside}`);
    } else if (verb !== "") {
      if (inside === null) return null;
      kept.push(`END:${inside}`);
      inside = null;
    } else if (inside !== null && rule.test(line)) kept.push(line.trim());
  }
  return inside === null && observances > 0 ? [...kept, "END:VTIMEZONE"].join("\r\n") : null;
}

const rule =
  /^(?:DTSTART:\d{8}T\d{6}|TZOFFSET(?:FROM|TO):[+-]\d{4}(?:\d\d)?|RRULE:FREQ=YEARLY(?:;(?:INTERVAL=1|BY(?:DAY|MONTH|MONTHDAY)=[-+\d,A-Z]{1,40}|WKST=[A-Z]{2}|UNTIL=[\dTZ]{8,16}))*)\s*$/i;
