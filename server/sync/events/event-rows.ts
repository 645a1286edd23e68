import { newId } from "#server/core/index.ts";

import { derivedColumns, type ImportScope } from "../import/scope.ts";
import type { Touch } from "../import/stats.ts";
import { limits, shownLine } from "../mail/index.ts";
import { isCalendar, type MeetingEvent } from "./types.ts";

interface Meeting {
  interactionId: string;
  event: MeetingEvent;
}

/** Columns of calendar_events that the provider may change. */
export const eventColumns = (event: MeetingEvent) => ({
  ical_uid: event.icalUid,
  series_event_id: event.seriesEventId,
  original_start_at: event.originalStartAt?.toISOString() ?? null,
  start_at: event.startAt.toISOString(),
  end_at: event.endAt.toISOString(),
  start_date: event.startDate,
  end_date: event.endDate,
  time_zone: event.timeZone,
  status: event.status,
  recurrence: event.recurrence,
  recurs_until: event.recursUntil?.toISOString() ?? null,
  response: event.response,
  etag: event.etag,
  sequence: event.sequence,
  provider_updated_at: event.updatedAt,
});

/** Their names, for statements that move them whole. */
export const eventColumnNames = [
  ...["ical_uid", "series_event_id", "original_start_at", "start_at", "end_at", "start_date", "end_date"],
  ...[
    "time_zone",
    "status",
    "recurrence",
    "recurs_until",
    "response",
    "etag",
    "sequence",
    "provider_updated_at",
  ],
] as const satisfies readonly string[];

export const snippetOf = (event: MeetingEvent): string => shownLine(event.body, limits.snippetChars);

export const participantRows = (
  scope: ImportScope,
  { interactionId, event }: Meeting,
  contactIds: ReadonlyMap<string, string>,
) =>
  event.participants
    .filter(({ address }) => !isCalendar(address))
    .map(({ address, name, role, response }) => ({
      ...derivedColumns(scope),
      id: newId(),
      interaction_id: interactionId,
      contact_id: contactIds.get(address) ?? null,
      role,
      address,
      name: name === "" ? null : name,
      response,
      occurred_at: event.occurredAt.toISOString(),
    }));

/** Meetings that have been touch the contacts; those to come do not. */
export function touchesOf(
  meetings: readonly Meeting[],
  contactIds: ReadonlyMap<string, string>,
  now: Date,
): Touch[] {
  return meetings
    .filter(({ event }) => event.occurredAt <= now)
    .flatMap(({ event }) => {
      const met = new Set(event.participants.flatMap(({ address }) => contactIds.get(address) ?? []));
      return [...met].map((contactId) => ({
        contactId,
        at: event.occurredAt,
        wrote: false,
        received: false,
      }));
    });
}
