import { randomBytes } from "node:crypto";
import { findAccount } from "../accounts.ts";
import type { Database } from "../database.ts";
import { GoogleError } from "../errors.ts";
import type { EventBody, StoredEvent } from "./event.ts";

export type Calendar = {
  email: string;
  id: string;
  summary: string;
  time_zone: string;
  is_primary: number;
  /** What the account may do there: owner, writer, reader, or freeBusyReader. */
  role: string;
};
export interface EventRow {
  readonly seq: number;
  readonly event: StoredEvent;
}

export const missing = (): GoogleError => new GoogleError(404, "notFound", "Not Found");

const withRole = `select c.*, coalesce(a.role, 'owner') as role from calendars c
  left join calendar_access a on a.email = c.email and a.id = c.id`;

export function listCalendars(database: Database, email: string): Calendar[] {
  return database.all<Calendar>(`${withRole} where c.email = ? order by c.rowid`, email);
}

export function findCalendar(database: Database, email: string, id: string): Calendar {
  const wanted = id === "primary" ? email : id;
  const found = database.one<Calendar>(`${withRole} where c.email = ? and c.id = ?`, email, wanted);
  if (found === null) throw missing();
  return found;
}

export interface NewCalendar {
  readonly id?: string | undefined;
  readonly summary: string;
  readonly timeZone: string;
  readonly role: string;
}

/** Puts a further calendar into the account's list. */
export function addCalendar(
  database: Database,
  email: string,
  {
    id = `c_${randomBytes(16).toString("hex")}@group.calendar.google.com`,
    summary,
    timeZone,
    role,
  }: NewCalendar,
): Calendar {
  return database.atomically(() => {
    database.run("insert into calendars values (?, ?, ?, ?, 0)", email, id, summary, timeZone);
    database.run("insert into calendar_access values (?, ?, ?)", email, id, role);
    return findCalendar(database, email, id);
  });
}

/** Takes a calendar out of the account's list, with its events and channels; the first one stays. */
export function removeCalendar(database: Database, { email, id, is_primary }: Calendar): void {
  if (is_primary === 1) throw new GoogleError(403, "cannotDeletePrimaryCalendar", "Cannot delete primary.");
  database.atomically(() => {
    for (const table of ["events", "channels"])
      database.run(`delete from ${table} where email = ? and calendar_id = ?`, email, id);
    for (const table of ["calendars", "calendar_access"])
      database.run(`delete from ${table} where email = ? and id = ?`, email, id);
  });
}

export function currentSeq(database: Database, email: string): { seq: number; floor: number } {
  const account = findAccount(database, email);
  if (account === null) throw missing();
  return { seq: account.event_seq, floor: account.event_floor };
}

export function listEvents(database: Database, { email, id }: Calendar): EventRow[] {
  return database
    .all<{ seq: number; body: string }>(
      "select seq, body from events where email = ? and calendar_id = ? order by id",
      email,
      id,
    )
    .map(({ seq, body }) => ({ seq, event: parse(body) }));
}

export function findEvent(database: Database, { email, id }: Calendar, eventId: string): StoredEvent | null {
  const row = database.one<{ body: string }>(
    "select body from events where email = ? and calendar_id = ? and id = ?",
    email,
    id,
    eventId,
  );
  return row === null ? null : parse(row.body);
}

/** The occurrences of a series that differ from it. */
export function exceptionsOf(database: Database, { email, id }: Calendar, seriesId: string): StoredEvent[] {
  return database
    .all<{ body: string }>(
      "select body from events where email = ? and calendar_id = ? and recurring_event_id = ?",
      email,
      id,
      seriesId,
    )
    .map(({ body }) => parse(body));
}

/** Stores the event under the next sequence number, which is also its etag. `updated` is now unless given. */
export function putEvent(
  database: Database,
  { email, id: calendarId }: Calendar,
  event: EventBody & { id: string },
  updated = new Date().toISOString(),
): StoredEvent {
  return database.atomically(() => {
    database.run("update accounts set event_seq = event_seq + 1 where email = ?", email);
    const { seq } = currentSeq(database, email);
    const stored: StoredEvent = {
      ...event,
      status: event.status ?? "confirmed",
      etag: `"${String(seq)}"`,
      updated,
    };
    database.run(
      "insert or replace into events values (?, ?, ?, ?, ?, ?)",
      email,
      calendarId,
      stored.id,
      seq,
      stored.recurringEventId ?? null,
      JSON.stringify(stored),
    );
    return stored;
  });
}

// Written by putEvent alone.
const parse = (body: string): StoredEvent => JSON.parse(body) as StoredEvent;
