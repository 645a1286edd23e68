import { limitOf } from "../api.ts";
import type { Database } from "../database.ts";
import { GoogleError } from "../errors.ts";
import { busy, type StoredEvent, momentMs, tombstone } from "./event.ts";
import { type Window, expand, wholeWindow } from "./expand.ts";
import { type Calendar, type EventRow, currentSeq, listEvents } from "./store.ts";
import { type SyncToken, encodeToken, readPageToken, readSyncToken } from "./sync-token.ts";

const notWithSyncToken = ["iCalUID", "orderBy", "q", "timeMin", "timeMax", "updatedMin"];
const bad = (message: string): GoogleError => new GoogleError(400, "badRequest", message);

/** events.list: all of it with a sync token at the end, or what changed since such a token. */
export function listResource(database: Database, calendar: Calendar, query: URLSearchParams): unknown {
  const { seq: now, floor } = currentSeq(database, calendar.email);
  const given = query.get("syncToken");
  if (given !== null && notWithSyncToken.some((name) => query.has(name))) {
    throw bad("Sync token cannot be used with these parameters.");
  }
  const since = given === null ? null : readSyncToken(given, floor);
  const singleEvents = since?.singleEvents ?? query.get("singleEvents") === "true";
  if (query.get("orderBy") === "startTime" && !singleEvents) {
    throw bad("The requested ordering is not available for the particular query.");
  }
  const page = query.get("pageToken") === null ? null : readPageToken(query.get("pageToken") ?? "");
  const asked: Asked = {
    calendar,
    query,
    since,
    singleEvents,
    timeMin: since?.timeMin ?? query.get("timeMin"),
    timeMax: since?.timeMax ?? query.get("timeMax"),
  };
  const seq = page?.seq ?? now;
  const found = select(listEvents(database, calendar), asked);
  const limit = limitOf(query, 250, 2_500);
  const after = page?.after ?? 0;
  const items = found.slice(after, after + limit);
  const hasMore = found.length > after + limit;
  const { timeMin, timeMax } = asked;
  const canSync =
    !query.has("q") && !query.has("orderBy") && !query.has("iCalUID") && !query.has("updatedMin");
  return {
    kind: "calendar#events",
    etag: `"${String(seq)}"`,
    summary: calendar.summary,
    updated: new Date().toISOString(),
    timeZone: calendar.time_zone,
    accessRole: calendar.role,
    defaultReminders: [],
    items: items.map((event) =>
      event.status === "cancelled"
        ? tombstone(event)
        : calendar.role === "freeBusyReader"
          ? busy(event)
          : event,
    ),
    ...(hasMore && { nextPageToken: encodeToken({ after: after + limit, seq }) }),
    ...(!hasMore && canSync && { nextSyncToken: encodeToken({ seq, singleEvents, timeMin, timeMax }) }),
  };
}

interface Asked {
  readonly calendar: Calendar;
  readonly query: URLSearchParams;
  readonly since: SyncToken | null;
  readonly singleEvents: boolean;
  readonly timeMin: string | null;
  readonly timeMax: string | null;
}

function select(rows: readonly EventRow[], asked: Asked): StoredEvent[] {
  const { calendar, query, since, singleEvents } = asked;
  const window = windowOf(asked);
  const changed = rows.filter(({ seq }) => since === null || seq > since.seq).map(({ event }) => event);
  const events = singleEvents
    ? changed.flatMap((event) => occurrences(event, rows, calendar, window))
    : changed;
  const found = events.filter(
    (event) =>
      isShown(event, rows, asked) &&
      matches(event, query) &&
      (event.status === "cancelled" || touches(event, calendar, window)),
  );
  if (query.get("orderBy") === "startTime") {
    return found.sort((one, other) => momentMs(one.start) - momentMs(other.start));
  }
  if (query.get("orderBy") === "updated") {
    return found.sort((one, other) => one.updated.localeCompare(other.updated));
  }
  return found;
}

function windowOf({ timeMin, timeMax }: Asked): Window {
  const usual = wholeWindow();
  const [fromMs, untilMs] = [timeMin, timeMax].map((value) => {
    const ms = value === null ? null : Date.parse(value);
    if (Number.isNaN(ms)) throw bad("Bad Request");
    return ms;
  });
  return { fromMs: fromMs ?? usual.fromMs, untilMs: untilMs ?? usual.untilMs };
}

// A changed occurrence is a row of its own and takes the place of the one that the rule gives.
function occurrences(
  event: StoredEvent,
  rows: readonly EventRow[],
  { time_zone }: Calendar,
  window: Window,
): StoredEvent[] {
  if (event.recurrence === undefined) return [event];
  const own = new Set(
    rows.filter((row) => row.event.recurringEventId === event.id).map((row) => row.event.id),
  );
  return expand(event, time_zone, window).filter(({ id }) => !own.has(id));
}

// What was deleted shows in a sync, on request, and as the gap in a series that is still there.
function isShown(
  event: StoredEvent,
  rows: readonly EventRow[],
  { since, query, singleEvents }: Asked,
): boolean {
  if (event.status !== "cancelled" || since !== null) return true;
  if (query.get("showDeleted") === "true" || query.has("updatedMin")) return true;
  if (singleEvents || event.recurringEventId === undefined) return false;
  return rows.some((row) => row.event.id === event.recurringEventId && row.event.status !== "cancelled");
}

function touches(event: StoredEvent, { time_zone }: Calendar, window: Window): boolean {
  if (event.recurrence !== undefined) return expand(event, time_zone, window).length > 0;
  const hasBounds = momentMs(event.start) < window.untilMs && momentMs(event.end) > window.fromMs;
  return hasBounds || momentMs(event.start) >= wholeWindow().untilMs;
}

function matches(event: StoredEvent, query: URLSearchParams): boolean {
  const updatedMin = query.get("updatedMin");
  if (updatedMin !== null && Date.parse(event.updated) < Date.parse(updatedMin)) return false;
  const uid = query.get("iCalUID");
  if (uid !== null && event.iCalUID !== uid) return false;
  const words = query.get("q")?.toLowerCase();
  if (words === undefined) return true;
  const { summary, description, location, attendees } = event;
  return JSON.stringify([summary, description, location, attendees]).toLowerCase().includes(words);
}
