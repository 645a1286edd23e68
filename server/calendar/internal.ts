import { type SQL, sql } from "drizzle-orm";

import type { EventOccurrence, EventPerson } from "#lib/schemas/calendar.ts";
import { addDays, dateIn, daysBetween } from "#lib/zone.ts";
import type { Tx } from "#server/db/index.ts";

export interface EventRow extends Record<string, unknown> {
  id: string;
  interaction_id: string;
  thread_id: string;
  connection_id: string;
  calendar_id: string;
  provider_event_id: string;
  series_event_id: string | null;
  owner_id: string;
  ical_uid: string;
  etag: string;
  start_at: string;
  end_at: string;
  start_date: string | null;
  end_date: string | null;
  time_zone: string;
  status: EventOccurrence["status"];
  recurrence: string[];
  response: EventOccurrence["response"];
  title: string | null;
  location: string | null;
  conference_url: string | null;
  description: string | null;
}

/** Events with what is written in them, where the reader may see that. */
export async function selectEvents(tx: Tx, where: SQL, limit: number): Promise<EventRow[]> {
  const rows = await tx.execute<EventRow>(sql`
    select e.id, e.interaction_id, i.thread_id, e.connection_id, e.calendar_id, e.provider_event_id, e.series_event_id, e.owner_id, e.ical_uid, e.etag,
      e.start_at, e.end_at, e.start_date, e.end_date, e.time_zone, e.status, e.recurrence, e.response,
      coalesce(c.subject, s.subject) as title, c.location, c.conference_url, c.body as description
    from crm.calendar_events e
      join crm.interactions i on i.workspace_id = e.workspace_id and i.id = e.interaction_id
      left join crm.interaction_contents c on c.workspace_id = e.workspace_id and c.interaction_id = e.interaction_id
      left join crm.interaction_subjects s on s.workspace_id = e.workspace_id and s.interaction_id = e.interaction_id
    where ${where} order by e.start_at, e.id limit ${limit}`);
  return [...rows];
}

/** Who takes part in each of these events, organisers first. */
export async function peopleOf(
  tx: Tx,
  interactionIds: readonly string[],
): Promise<Map<string, EventPerson[]>> {
  const people = new Map<string, EventPerson[]>();
  if (interactionIds.length === 0) return people;
  const rows = await tx.execute<EventPerson & { interactionId: string }>(sql`
    select interaction_id as "interactionId", contact_id as "contactId", address, name, role, response
    from crm.interaction_participants
    where interaction_id = any(${`{${interactionIds.join(",")}}`}::uuid[]) and role in ('organizer', 'attendee')
    order by role desc, name, address`);
  for (const { interactionId, ...person } of rows) {
    people.set(interactionId, [...(people.get(interactionId) ?? []), person]);
  }
  return people;
}

/** The event as it takes place at this time; a series has the same length each time. */
export function occurrenceOf(row: EventRow, at: Date, people: EventPerson[]): EventOccurrence {
  const isWholeDay = row.start_date !== null && row.end_date !== null;
  const startDate = isWholeDay ? dateIn(at, row.time_zone) : null;
  const endDate =
    startDate !== null && row.start_date !== null && row.end_date !== null
      ? addDays(startDate, daysBetween(row.start_date, row.end_date))
      : null;
  return {
    id: row.id,
    startAt: at.toISOString(),
    endAt: new Date(at.getTime() + lengthMs(row)).toISOString(),
    startDate,
    endDate,
    timeZone: row.time_zone,
    title: row.title,
    location: row.location,
    conferenceUrl: row.conference_url,
    status: row.status,
    response: row.response,
    recurs: row.recurrence.length > 0 || row.series_event_id !== null,
    interactionId: row.interaction_id,
    threadId: row.thread_id,
    people,
  };
}

export const lengthMs = (row: EventRow): number => Date.parse(row.end_at) - Date.parse(row.start_at);

export const seriesOf = (row: EventRow) => ({
  startAt: new Date(row.start_at),
  timeZone: row.time_zone,
  recurrence: row.recurrence,
});
