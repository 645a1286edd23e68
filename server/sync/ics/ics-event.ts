import { hash } from "node:crypto";

import { addDays, instantAt } from "#lib/zone.ts";

import type { GoogleEvent, Time } from "../events/google-event.ts";
import { cleanLine, cleanText, limits, normaliseAddress } from "../mail/index.ts";
import type { Calendar } from "./calendar-head.ts";
import { contentLines, propertiesOf, type Property } from "./content-lines.ts";
import type { CalendarZones } from "./zones.ts";

const idMax = 1_000;
const attendeesMax = 500;
const recurrenceMax = 50;
const datesMax = 500;

// prettier-ignore
const names = new Set([
  "uid", "recurrence-id", "sequence", "dtstamp", "last-modified", "status", "class", "summary", "description", "location",
  "dtstart", "dtend", "duration", "rrule", "rdate", "exdate", "organizer", "attendee", "url", "conference",
  "x-google-conference", "x-microsoft-skypeteamsmeetingurl", "x-microsoft-cdo-alldayevent",
]);

export interface FileScope {
  calendar: Calendar;
  zones: CalendarZones;
  /** Where a file names none. */
  timeZone: string;
  ownAddresses: ReadonlySet<string>;
}

/**
 * A VEVENT in the shape of Google's events, so that the same event from a file and from an account is one. Null where it
 * does not say when it begins.
 */
export function eventOfFile(raw: Buffer, scope: FileScope): GoogleEvent | null {
  const properties = propertiesOf(contentLines(raw), names);
  const first = (name: string) => properties.find((property) => property.name === name);
  const text = (name: string) => first(name)?.values[0] ?? "";
  const zoneOf = (property: Property) =>
    scope.zones.resolve(property.params["tzid"], scope.calendar.timeZone ?? scope.timeZone);
  const start = first("dtstart");
  const allDay = text("x-microsoft-cdo-alldayevent").toUpperCase() === "TRUE";
  const begins = start && timeOf(start, zoneOf(start), allDay);
  const recurrenceId = first("recurrence-id");
  const original = recurrenceId && timeOf(recurrenceId, zoneOf(recurrenceId), allDay);
  if (!begins) return null;
  const uid = cleanLine(text("uid"), idMax) || hash("sha256", raw, "hex");
  const isCancelled = text("status").toUpperCase() === "CANCELLED" || scope.calendar.method === "CANCEL";
  return {
    id: original ? cleanLine(`${uid}_${stampOf(original)}`, idMax) : uid,
    status: isCancelled
      ? "cancelled"
      : text("status").toUpperCase() === "TENTATIVE"
        ? "tentative"
        : "confirmed",
    visibility: text("class").toLowerCase(),
    eventType: "default",
    etag: "",
    iCalUID: uid,
    sequence: Math.min(Math.max(Math.trunc(Number(text("sequence")) || 0), 0), 2 ** 31 - 1),
    updated: instantOf(text("last-modified") || text("dtstamp")),
    summary: text("summary"),
    description: cleanText(text("description"), limits.bodyChars),
    location: text("location"),
    hangoutLink: ["x-google-conference", "conference", "x-microsoft-skypeteamsmeetingurl", "url"]
      .map(text)
      .find((url) => /^https:\/\/\S+$/.test(url)),
    conferenceData: undefined,
    start: begins,
    end: endOf(begins, first("dtend"), first("duration"), zoneOf, allDay),
    recurrence: original ? [] : recurrenceOf(properties, zoneOf),
    ...(original ? { recurringEventId: uid, originalStartTime: original } : {}),
    organizer: personOf(first("organizer"), scope.ownAddresses),
    attendees: properties
      .filter(({ name }) => name === "attendee")
      .slice(0, attendeesMax)
      .flatMap((property) => {
        const person = personOf(property, scope.ownAddresses);
        if (!person) return [];
        const kind = property.params["cutype"]?.toUpperCase();
        return {
          ...person,
          responseStatus: answers[property.params["partstat"]?.toUpperCase() ?? ""] ?? "needsAction",
          resource: kind === "ROOM" || kind === "RESOURCE",
        };
      }),
  };
}

const answers: Readonly<Record<string, string>> = {
  ACCEPTED: "accepted",
  DECLINED: "declined",
  TENTATIVE: "tentative",
};

const date = /^\d{4}-\d\d-\d\d$/;
const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z?)$/;

/** A day, or an instant with the zone that its clocks are of; null where it is neither. */
function timeOf({ values: [value = ""] }: Property, timeZone: string, wholeDay: boolean): Time | null {
  if (date.test(value)) return isReal(`${value}T00:00:00`) ? { date: value, timeZone } : null;
  const [, local, utc] = dateTime.exec(value) ?? [];
  if (local === undefined || !isReal(local)) return null;
  if (wholeDay && local.endsWith("T00:00:00")) return { date: local.slice(0, 10), timeZone };
  const at = utc === "Z" ? new Date(`${local}Z`) : instantAt(local, timeZone);
  return { dateTime: at.toISOString(), timeZone: utc === "Z" ? "UTC" : timeZone };
}

/** Neither the 30th of February nor a year that no calendar of people reaches. */
function isReal(local: string): boolean {
  const at = new Date(`${local}Z`);
  return (
    !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local) && local >= "1900" && local < "2200"
  );
}

const instantOf = (value: string): string | undefined =>
  dateTime.test(value) && isReal(value.slice(0, 19)) ? `${value.slice(0, 19)}Z` : undefined;

const stampOf = (time: Time): string => (time.date ?? time.dateTime ?? "").replaceAll(/[-:]|\.\d+/g, "");

function endOf(
  begins: Time,
  end: Property | undefined,
  duration: Property | undefined,
  zoneOf: (property: Property) => string,
  wholeDay: boolean,
): Time | undefined {
  const ends = end && timeOf(end, zoneOf(end), wholeDay);
  if (ends) return ends;
  const ms = durationMs(duration?.values[0] ?? "");
  if (ms === null) return undefined;
  if (begins.date !== undefined)
    return {
      date: addDays(begins.date, Math.max(1, Math.round(ms / 86_400_000))),
      timeZone: begins.timeZone,
    };
  const at = new Date(Date.parse(begins.dateTime ?? "") + ms);
  return { dateTime: at.toISOString(), timeZone: begins.timeZone };
}

const durationShape = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$/;

function durationMs(text: string): number | null {
  const found = durationShape.exec(text);
  if (!found) return null;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1_000;
}

function personOf(property: Property | undefined, ownAddresses: ReadonlySet<string>) {
  const address = property && normaliseAddress(property.params["email"] ?? property.values[0] ?? "");
  if (!address) return undefined;
  const name = property.params["cn"] ?? "";
  return { email: address, displayName: name, self: ownAddresses.has(address) };
}

/** The lines of a series, each in a zone that the rest of the house knows. */
function recurrenceOf(properties: readonly Property[], zoneOf: (property: Property) => string): string[] {
  return properties
    .filter(({ name }) => name === "rrule" || name === "rdate" || name === "exdate")
    .slice(0, recurrenceMax)
    .flatMap((property) => {
      const name = property.name.toUpperCase();
      if (name === "RRULE") return property.line.replace(/^RRULE[^:]*:/i, "RRULE:").trim();
      const values = property.values.slice(0, datesMax).map((value) => value.split("/")[0] ?? "");
      if (values.every((value) => date.test(value)))
        return `${name};VALUE=DATE:${values.map((value) => value.replaceAll("-", "")).join(",")}`;
      const times = values.filter((value) => dateTime.test(value));
      if (times.length === 0) return [];
      const stamps = times.map((value) => value.replaceAll(/[-:]/g, "")).join(",");
      return times.every((value) => value.endsWith("Z"))
        ? `${name}:${stamps}`
        : `${name};TZID=${zoneOf(property)}:${stamps}`;
    });
}
