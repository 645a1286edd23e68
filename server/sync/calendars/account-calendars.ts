import { inArray, sql } from "drizzle-orm";

import { accountCalendars } from "#drizzle/schema/calendar.ts";
import type { syncCursors } from "#drizzle/schema/connections.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";
import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import type { CalendarClient, CalendarRole } from "#server/google/index.ts";

import { ownCalendar } from "./parts.ts";

/** A calendar in the account's list, by the name that its events are stored under. */
export interface KnownCalendar {
  id: string;
  name: string;
  timeZone: string;
  role: CalendarRole;
}

type Owner = Pick<typeof syncCursors.$inferSelect, "workspaceId" | "ownerId" | "connectionId">;

/** The account's list, its own calendar first. */
export async function askCalendars(client: CalendarClient): Promise<KnownCalendar[]> {
  const listed = await client.listCalendars();
  return listed
    .map(({ id, isPrimary, name, timeZone, role }) => ({
      id: isPrimary ? ownCalendar : id,
      name: clean(name),
      timeZone,
      role,
    }))
    .sort((a, b) => Number(b.id === ownCalendar) - Number(a.id === ownCalendar));
}

const clean = (name: string): string => name.replaceAll("\u0000", "").toWellFormed().slice(0, 200);

/** Keeps what Google listed; what is not in it is gone there. A count that was not asked for now stays as it was. */
export async function storeCalendars(
  tx: Tx,
  { workspaceId, ownerId, connectionId }: Owner,
  calendars: readonly (KnownCalendar & { count?: number | null; hasMore?: boolean })[],
): Promise<void> {
  const rows = JSON.stringify(
    calendars.map(({ id, name, timeZone, role, count = null, hasMore = false }) => ({
      id: newId(),
      calendar_id: id,
      name,
      time_zone: timeZone,
      role,
      entry_count: count,
      has_more: hasMore,
    })),
  );
  await tx.execute(sql`
    insert into crm.account_calendars as c (id, workspace_id, owner_id, audience, connection_id, calendar_id, name, time_zone, role,
      entry_count, has_more)
    select r.id, ${workspaceId}, ${ownerId}, 'private', ${connectionId}, r.calendar_id, r.name, r.time_zone, r.role, r.entry_count, r.has_more
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, calendar_id text, name text, time_zone text, role text, entry_count int, has_more boolean)
    on conflict (workspace_id, connection_id, calendar_id) do update set name = excluded.name, time_zone = excluded.time_zone,
      role = excluded.role, gone_at = null, entry_count = coalesce(excluded.entry_count, c.entry_count),
      has_more = case when excluded.entry_count is null then c.has_more else excluded.has_more end
    where (c.name, c.time_zone, c.role, c.gone_at) is distinct from (excluded.name, excluded.time_zone, excluded.role, null::timestamptz)
      or excluded.entry_count is not null`);
  await tx.execute(sql`
    update crm.account_calendars c set gone_at = now() where connection_id = ${connectionId} and gone_at is null
      and not exists (select 1 from jsonb_to_recordset(${rows}::jsonb) as r(calendar_id text) where r.calendar_id = c.calendar_id)`);
}

/** What is known of the calendars of these accounts, by account; the account's own first, then by name. */
export async function calendarsOfAccounts(
  tx: Tx,
  connectionIds: readonly string[],
): Promise<Map<string, AccountCalendar[]>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(accountCalendars)
    .where(inArray(accountCalendars.connectionId, [...connectionIds]))
    .orderBy(sql`calendar_id <> ${ownCalendar}, lower(name), calendar_id`);
  const known = new Map<string, AccountCalendar[]>();
  for (const { connectionId, calendarId, name, role, entryCount, hasMore, goneAt } of rows) {
    const calendar = {
      id: calendarId,
      name,
      count: entryCount,
      hasMore,
      isReadable: role !== "freeBusyReader",
      goneAt: goneAt?.toISOString() ?? null,
    };
    known.set(connectionId, [...(known.get(connectionId) ?? []), calendar]);
  }
  return known;
}

/** Once nothing of an account's calendars is approved any more, nobody need know what they are called. */
export async function forgetCalendars(tx: Tx, connectionId: string): Promise<void> {
  await tx.execute(sql`
    delete from crm.account_calendars c where c.connection_id = ${connectionId} and not exists (
      select 1 from crm.sync_cursors s where s.workspace_id = c.workspace_id and s.connection_id = c.connection_id and s.source = 'calendar')`);
}
