import { sql } from "drizzle-orm";

import { AppError, notFound } from "#lib/errors.ts";
import { accountWith } from "#server/connections/index.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { changeRefusal } from "./change-refusal.ts";
import { exceptionsOf } from "./exceptions.ts";
import { lengthMs, selectEvents, seriesOf } from "./internal.ts";
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
  const refused = await changeRefusal(ctx, tx, row);
  if (refused) throw refused;
  const account = await accountWith(tx, ctx, { connectionId: row.connection_id, grant: "calendar_write" });
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
      etag: row.etag === "" ? null : row.etag,
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
