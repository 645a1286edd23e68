import { addDays, dayMs, dayOf, homeZone, zoned, zoneOffsetMinutes } from "../clock.ts";
import { owner, person } from "../people.ts";
import { hash, hex16 } from "../rfc822.ts";
import type { DemoAttendee, DemoEvent, DemoEventTime } from "../types.ts";
import { parseRows, type EventRow, type ExceptionRow } from "./rows.ts";
import { series } from "./series.ts";
import { singles } from "./singles.ts";

const minuteMs = 60_000;

type Span = { start: DemoEventTime; end: DemoEventTime; startsAt: Date };

/** Where the event lies: times are read on a clock in the event's own zone. */
function spanOf(anchor: Date, row: EventRow, when: string): Span {
  const timeZone = row.zone ?? homeZone;
  if (row.flags.has("allday")) {
    const day = dayOf(anchor, when);
    const end = { date: addDays(day, row.length) };
    return { start: { date: day }, end, startsAt: zoned(day, "00:00", timeZone) };
  }
  const cut = when.lastIndexOf(" ");
  const startsAt = zoned(dayOf(anchor, when.slice(0, cut)), when.slice(cut + 1), timeZone);
  const endsAt = new Date(startsAt.getTime() + row.length * minuteMs);
  return { start: timeOf(startsAt, timeZone), end: timeOf(endsAt, timeZone), startsAt };
}

function timeOf(at: Date, timeZone: string): DemoEventTime {
  const offset = zoneOffsetMinutes(at, timeZone);
  const local = new Date(at.getTime() + offset * minuteMs).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  const digits = [Math.floor(size / 60), size % 60].map((part) => `${part}`.padStart(2, "0"));
  return { dateTime: `${local}${offset < 0 ? "-" : "+"}${digits.join(":")}`, timeZone };
}

function attendeesOf(row: EventRow): DemoAttendee[] | undefined {
  if (row.invited.length < 2) return undefined;
  return row.invited.map(({ key, response }) => ({
    email: person(key).address,
    displayName: person(key).name,
    responseStatus: response,
    ...(key === row.organiser ? { organizer: true } : {}),
    ...(key === owner.key ? { self: true } : {}),
  }));
}

export function eventOf(anchor: Date, row: EventRow): DemoEvent {
  const { start, end, startsAt } = spanOf(anchor, row, row.when);
  const id = hex16(`event/${row.key}`);
  const noticeMs = (3 + (hash(row.key) % 18)) * dayMs;
  const latest = Math.min(startsAt.getTime() - noticeMs, anchor.getTime() - noticeMs / 8);
  const earliest = anchor.getTime() - 363 * dayMs + noticeMs / 100;
  const written = new Date(Math.max(latest, earliest)).toISOString();
  const organiser = person(row.organiser);
  const self = row.organiser === owner.key ? { self: true } : {};
  const host = { email: organiser.address, displayName: organiser.name, ...self };
  const attendees = attendeesOf(row);
  return {
    kind: "calendar#event",
    id,
    iCalUID: `${id}@calendar.${organiser.address.split("@")[1] ?? ""}`,
    status: row.flags.has("tentative") ? "tentative" : "confirmed",
    created: written,
    updated: written,
    summary: row.summary,
    ...(row.description === "" ? {} : { description: row.description }),
    ...(row.place === "" ? {} : { location: row.place }),
    ...(row.flags.has("meet")
      ? {
          hangoutLink: `https://meet.stand-in.example/${id.slice(0, 3)}-${id.slice(3, 7)}-${id.slice(7, 10)}`,
        }
      : {}),
    creator: host,
    organizer: host,
    start,
    end,
    ...(attendees === undefined ? {} : { attendees }),
    ...(row.rule === null ? {} : { recurrence: [`RRULE:${row.rule}`] }),
    sequence: 0,
    eventType: "default",
    ...(row.flags.has("private") ? { visibility: "private" as const } : {}),
    ...(row.flags.has("free") ? { transparency: "transparent" as const } : {}),
  };
}

/** One occurrence of a series that was called off or moved, as Google lists it beside the series. */
export function exceptionOf(anchor: Date, row: EventRow, exception: ExceptionRow): DemoEvent {
  const time = row.when.slice(row.when.lastIndexOf(" ") + 1);
  const original = spanOf(anchor, row, `${exception.day} ${time}`);
  const span = exception.movedTo === null ? original : spanOf(anchor, row, exception.movedTo);
  const { recurrence: _, ...base } = eventOf(anchor, row);
  const stamp = original.startsAt.toISOString().replace(/[-:]|\.000/g, "");
  const changed = Math.min(original.startsAt.getTime() - dayMs, anchor.getTime() - 3 * dayMs);
  return {
    ...base,
    id: `${base.id}_${stamp}`,
    status: exception.movedTo === null ? "cancelled" : base.status,
    updated: new Date(changed).toISOString(),
    start: span.start,
    end: span.end,
    recurringEventId: base.id,
    originalStartTime: original.start,
    sequence: 1,
  };
}

const recurring = parseRows(series);
const single = parseRows(singles);

/** Every line of the calendar, for the mails that invitations bring. */
export const eventRows: EventRow[] = [...recurring.events, ...single.events];

function startOf(event: DemoEvent): number {
  return Date.parse("date" in event.start ? event.start.date : event.start.dateTime);
}

/** The owner's calendar: by start, a series before its exceptions. */
export function demoEvents(anchor: Date): DemoEvent[] {
  const masters = eventRows.map((row) => eventOf(anchor, row));
  const changed = recurring.exceptions.map((exception) => {
    const row = recurring.events.find((candidate) => candidate.key === exception.series);
    if (row === undefined) throw new Error(`No series "${exception.series}" in the demo calendar.`);
    return exceptionOf(anchor, row, exception);
  });
  const rank = (event: DemoEvent) => (event.recurringEventId === undefined ? 0 : 1);
  return [...masters, ...changed].sort(
    (left, right) => rank(left) - rank(right) || startOf(left) - startOf(right),
  );
}
