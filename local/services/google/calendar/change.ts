import { randomBytes } from "node:crypto";
import type { Google } from "../google.ts";
import { GoogleError } from "../errors.ts";
import { announceEvents } from "./channels.ts";
import { EventBody, type StoredEvent, isAllDay } from "./event.ts";
import { expand, splitInstanceId } from "./expand.ts";
import { withConference } from "./conference.ts";
import { type Calendar, exceptionsOf, findEvent, missing, putEvent } from "./store.ts";

interface Change {
  readonly google: Google;
  readonly calendar: Calendar;
  readonly query: URLSearchParams;
}

/** An event, or the occurrence of a series that nobody has changed yet. */
export function resolveEvent({ google, calendar }: Omit<Change, "query">, id: string): StoredEvent {
  const stored = findEvent(google.database, calendar, id);
  if (stored !== null) return stored;
  const parts = splitInstanceId(id);
  const series = parts && findEvent(google.database, calendar, parts.seriesId);
  if (!parts || series?.recurrence === undefined || series.status === "cancelled") throw missing();
  const window = { fromMs: parts.startMs, untilMs: parts.startMs + 1 };
  const found = expand(series, calendar.time_zone, window).find((occurrence) => occurrence.id === id);
  if (found === undefined) throw missing();
  return found;
}

export function insertEvent(change: Change, body: unknown): StoredEvent {
  const event = parse(body);
  const id = event.id ?? randomBytes(13).toString("hex");
  if (findEvent(change.google.database, change.calendar, id) !== null) {
    throw new GoogleError(409, "duplicate", "The requested identifier already exists.");
  }
  const { email, id: calendarId, summary, is_primary: isPrimary } = change.calendar;
  // "self" is the calendar that the event stands on, which only of the first one is a person.
  const organizer = isPrimary === 1 ? { email } : { email: calendarId, displayName: summary };
  return store(change, {
    kind: "calendar#event",
    eventType: "default",
    htmlLink: `https://www.google.com/calendar/event?eid=${Buffer.from(id).toString("base64url")}`,
    created: new Date().toISOString(),
    creator: { email, ...(isPrimary === 1 && { self: true }) },
    organizer: { ...organizer, self: true },
    iCalUID: `${id}@google.com`,
    sequence: 0,
    reminders: { useDefault: true },
    ...event,
    id,
  });
}

/** `whole` replaces the event, otherwise what is given is laid over it. */
export function updateEvent(
  change: Change,
  id: string,
  body: unknown,
  { whole, ifMatch }: { whole: boolean; ifMatch: string | null },
): StoredEvent {
  const before = resolveEvent(change, id);
  refuseStale(before, ifMatch);
  const patch = parse(body, !whole);
  const { creator, organizer, created, iCalUID, htmlLink, kind, eventType } = before;
  const kept = whole
    ? {
        ...{ kind, eventType, htmlLink, created, creator, organizer, iCalUID },
        ...(before.recurringEventId !== undefined && {
          recurringEventId: before.recurringEventId,
          originalStartTime: before.originalStartTime,
        }),
      }
    : before;
  const merged = { ...kept, ...patch, id, sequence: (before.sequence ?? 0) + 1 };
  return store(change, { ...merged, status: patch.status ?? (whole ? "confirmed" : before.status) });
}

export function deleteEvent(change: Change, id: string, ifMatch: string | null): void {
  const before = resolveEvent(change, id);
  refuseStale(before, ifMatch);
  if (before.status === "cancelled") throw new GoogleError(410, "deleted", "Resource has been deleted");
  const { database } = change.google;
  database.atomically(() => {
    putEvent(database, change.calendar, { ...before, status: "cancelled" });
    for (const exception of exceptionsOf(database, change.calendar, id)) {
      putEvent(database, change.calendar, { ...exception, status: "cancelled" });
    }
  });
  announceEvents(change.google, change.calendar);
}

function parse(body: unknown, isPartial = false): EventBody {
  const event = EventBody.safeParse(body);
  if (!event.success) throw new GoogleError(400, "invalid", `Invalid value for: ${pathOf(event.error)}`);
  const { start, end, recurrence } = event.data;
  if (isPartial) return event.data;
  if (start === undefined) throw new GoogleError(400, "required", "Missing start time.");
  if (end === undefined) throw new GoogleError(400, "required", "Missing end time.");
  if (isAllDay(start) !== isAllDay(end)) throw new GoogleError(400, "invalid", "Invalid start time.");
  if (recurrence !== undefined && !isAllDay(start) && !start.timeZone) {
    throw new GoogleError(400, "required", "Missing time zone definition for start time.");
  }
  return event.data;
}

const pathOf = (error: { issues: readonly { path: readonly PropertyKey[] }[] }): string =>
  error.issues[0]?.path.join(".") ?? "event";

function refuseStale(before: StoredEvent, ifMatch: string | null): void {
  if (ifMatch === null || ifMatch === "*" || ifMatch === before.etag) return;
  throw new GoogleError(412, "conditionNotMet", "Precondition Failed");
}

function store(change: Change, event: EventBody & { id: string }): StoredEvent {
  const { google, calendar, query } = change;
  const attendees = event.attendees?.map((attendee) => ({
    ...attendee,
    responseStatus: attendee.responseStatus ?? "needsAction",
    ...(attendee.email === calendar.id && { self: true }),
  }));
  const whole = { ...event, ...(attendees && { attendees }) };
  const stored = putEvent(google.database, calendar, withConference(whole, query));
  announceEvents(google, calendar);
  return stored;
}
