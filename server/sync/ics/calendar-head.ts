import { knownZone } from "#lib/zone.ts";

import { normaliseAddress } from "../mail/index.ts";
import { contentLines, propertiesOf } from "./content-lines.ts";
import type { CalendarItem } from "./read-items.ts";
import { CalendarZones } from "./zones.ts";

export interface Calendar {
  offset: number;
  method: string;
  /** Null where the calendar does not say. */
  timeZone: string | null;
}

interface Version {
  ordinal: number;
  sequence: number;
  stamp: string;
}

const calendarsMax = 10_000;

/** What holds for the whole of a calendar file: found by one reading before its events are read. */
export class CalendarFile {
  readonly zones = new CalendarZones();
  readonly #calendars: Calendar[] = [];
  readonly #latest = new Map<string, Version>();
  readonly #superseded = new Set<number>();
  /** The address that the calendar is named after, as Google names its exports. */
  address: string | null = null;
  events = 0;
  cutOff = false;

  header(line: string, offset: number): void {
    const [, name = "", value = ""] = /^([A-Za-z-]+)[^:]*:(.*?)\s*$/.exec(line) ?? [];
    const current = this.#calendars.at(-1);
    switch (name.toUpperCase()) {
      case "BEGIN":
        if (this.#calendars.length < calendarsMax)
          this.#calendars.push({ offset, method: "PUBLISH", timeZone: null });
        return;
      case "METHOD":
        if (current) current.method = value.toUpperCase();
        return;
      case "X-WR-TIMEZONE":
        if (current && value !== "") current.timeZone = knownZone(value);
        return;
      case "X-WR-CALNAME":
        this.address ??= normaliseAddress(value);
    }
  }

  /** Of an event that stands here several times the latest version counts. */
  count({ name, raw, ordinal, whole }: CalendarItem): void {
    if (!whole) this.cutOff = true;
    if (name !== "VEVENT") return;
    this.events++;
    if (!raw) return;
    const { key, sequence, stamp } = identityOf(raw);
    if (key === null) return;
    const known = this.#latest.get(key);
    if (known && (known.sequence > sequence || (known.sequence === sequence && known.stamp >= stamp))) {
      this.#superseded.add(ordinal);
      return;
    }
    if (known) this.#superseded.add(known.ordinal);
    this.#latest.set(key, { ordinal, sequence, stamp });
  }

  isLatest(ordinal: number): boolean {
    return !this.#superseded.has(ordinal);
  }

  calendarAt(offset: number): Calendar {
    let found: Calendar = { offset: 0, method: "PUBLISH", timeZone: null };
    for (const calendar of this.#calendars) {
      if (calendar.offset > offset) break;
      found = calendar;
    }
    return found;
  }
}

const identityNames = new Set(["uid", "recurrence-id", "sequence", "dtstamp", "last-modified"]);

function identityOf(raw: Buffer): { key: string | null; sequence: number; stamp: string } {
  const properties = propertiesOf(contentLines(raw), identityNames);
  const of = (name: string) => properties.find((property) => property.name === name)?.values[0] ?? "";
  const uid = of("uid");
  return {
    key: uid === "" ? null : `${uid}\n${of("recurrence-id")}`,
    sequence: Number(of("sequence")) || 0,
    stamp: of("last-modified") || of("dtstamp"),
  };
}
