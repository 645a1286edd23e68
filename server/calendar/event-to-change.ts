import { sql } from "drizzle-orm";

import { AppError, notFound } from "#lib/errors.ts";
import { accountWith } from "#server/connections/index.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { exceptionsOf } from "./exceptions.ts";
import { lengthMs, peopleOf, selectEvents, seriesOf } from "./internal.ts";
import { occurrencesBetween } from "./recurrence.ts";

export interface EventToChange {
  connectionId: string;
  /** Of the account. */
  account: string;
  calendarId: string;
  /** Google's, of the event or of the occurrence that is meant. */
  eventId: string;
  /** As it was seen here; null where Google has not told of this occurrence by itself. */
  etag: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  isWholeDay: boolean;
}

interface Choice {
  id: string;
  occurrenceAt?: string | undefined;
  /** The series itself is meant, where it is one. */
  wholeSeries?: boolean | undefined;
}

interface Provider extends Record<string, unknown> {
  etag: string;
  provider: string;
}

/**
 * An event in a calendar of the caller's own that they may change at Google. Throws not_found, unsupported for one that
 * came from a file, forbidden for one of somebody else, invalid_input where it is open which occurrence is meant.
 */
export async function eventToChange(
  ctx: OperationContext,
  tx: Tx,
  { id, occurrenceAt, wholeSeries = false }: Choice,
): Promise<EventToChange> {
  const [row] = await selectEvents(tx, sql`e.id = ${id} and e.owner_id = ${ctx.user.id}`, 1);
  if (!row) throw notFound("event");
  const [source] = await tx.execute<Provider>(sql`
    select e.etag, k.provider from crm.calendar_events e
      join crm.connections k on k.workspace_id = e.workspace_id and k.id = e.connection_id where e.id = ${id}`);
  if (source?.provider !== "google") {
    throw new AppError(
      "unsupported",
      "This event came from a file. Change it in the calendar that it is from.",
    );
  }
  if (row.status === "cancelled") throw new AppError("gone", "This event was called off already.");
  const account = await accountWith(tx, ctx, { connectionId: row.connection_id, grant: "calendar_write" });
  const people = (await peopleOf(tx, [row.interaction_id])).get(row.interaction_id) ?? [];
  const organizer = people.find(({ role }) => role === "organizer")?.address;
  if (organizer !== undefined && organizer !== account.account && !account.addresses.includes(organizer)) {
    throw new AppError(
      "forbidden",
      `Only ${organizer} can change this event. Write to them, or answer it in Google Calendar.`,
    );
  }
  const about = {
    connectionId: account.id,
    account: account.account,
    calendarId: row.calendar_id,
    timeZone: row.time_zone,
    isWholeDay: row.start_date !== null,
  };
  if (row.recurrence.length === 0 || wholeSeries) {
    return {
      ...about,
      eventId: row.provider_event_id,
      etag: source.etag === "" ? null : source.etag,
      startAt: new Date(row.start_at),
      endAt: new Date(row.end_at),
    };
  }
  const at = new Date(occurrenceAt ?? Number.NaN);
  const moved = (await exceptionsOf(tx, [row]))(row);
  const takesPlace =
    !Number.isNaN(at.getTime()) &&
    !moved.has(at.getTime()) &&
    occurrencesBetween(seriesOf(row), at, new Date(at.getTime() + 1)).length > 0;
  if (!takesPlace) {
    throw new AppError(
      "invalid_input",
      "This is a series. Say which occurrence is meant, by when it begins.",
      {
        fields: { occurrenceAt: "When one of its occurrences begins." },
      },
    );
  }
  return {
    ...about,
    eventId: instanceId(row.provider_event_id, row.start_date === null ? at : null, at),
    etag: null,
    startAt: at,
    endAt: new Date(at.getTime() + lengthMs(row)),
  };
}

/** As Google names the occurrences of a series: by when each was to begin. */
function instanceId(seriesId: string, at: Date | null, day: Date): string {
  const stamp = (at ?? day).toISOString().replaceAll(/[-:]|\.\d+/g, "");
  return `${seriesId}_${at ? stamp : stamp.slice(0, 8)}`;
}
