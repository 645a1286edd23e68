import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { type EventRow, peopleOf } from "./internal.ts";

interface Source extends Record<string, unknown> {
  provider: string;
  account: string | null;
  addresses: string[];
  role: string | null;
}

/**
 * Why the caller cannot change this event, as far as it is known here: Google would refuse it, or change their own copy
 * alone. Null where they can.
 */
export async function changeRefusal(ctx: OperationContext, tx: Tx, row: EventRow): Promise<AppError | null> {
  if (row.owner_id !== ctx.user.id) {
    return new AppError("forbidden", "This event stands in a colleague's calendar. Ask them to change it.");
  }
  const [source] = await tx.execute<Source>(sql`
    select k.provider, k.account, k.addresses, c.role from crm.connections k
      left join crm.account_calendars c on c.workspace_id = k.workspace_id and c.connection_id = k.id
        and c.calendar_id = ${row.calendar_id}
    where k.id = ${row.connection_id}`);
  if (source?.provider !== "google") {
    return new AppError(
      "unsupported",
      "This event came from a file. Change it in the calendar that it is from.",
    );
  }
  if (row.status === "cancelled") return new AppError("gone", "This event was called off already.");
  const people = (await peopleOf(tx, [row.interaction_id])).get(row.interaction_id) ?? [];
  const organizer = people.find(({ role }) => role === "organizer")?.address;
  // Of what stands in a calendar beside the main one, Google names that calendar as who organises.
  const own = [source.account, ...source.addresses, row.calendar_id];
  if (organizer !== undefined && !own.includes(organizer)) {
    return new AppError(
      "forbidden",
      `Only ${organizer} can change this event. Write to them, or answer it in Google Calendar.`,
    );
  }
  if (source.role === "reader" || source.role === "freeBusyReader") {
    return new AppError(
      "forbidden",
      "This calendar is shared with you to read. Ask its owner to change the event.",
    );
  }
  return null;
}
