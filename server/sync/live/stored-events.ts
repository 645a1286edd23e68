import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { itemOf } from "../calendars/parts.ts";
import type { CursorRow } from "../cursors.ts";
import { fileCalendar } from "../events/types.ts";
import { leftOutByChoice } from "../import/raw-events.ts";
import { textArray } from "../rows.ts";

export interface StoredEvent {
  providerEventId: string;
  interactionId: string;
  batchId: string;
  threadId: string;
  etag: string;
  status: string;
  /** Google has called it off; where the status says otherwise, somebody took that back. */
  isOffThere: boolean;
  /** It was left out by choice; where the status says otherwise, somebody took that back. */
  isLeftOut: boolean;
  /** The item that it stands here by; that of another calendar where that one called it off, or is not followed any more. */
  home: string;
}

const home = sql`(e.calendar_id || '/' || e.provider_event_id)`;

/**
 * The events of a calendar that stand in the tables: these, or all. By the provider's id. One that a file brought first is
 * among them: the account knows what becomes of it, and the file does not.
 */
export async function storedEvents(
  tx: Tx,
  { connectionId, part }: Pick<CursorRow, "connectionId" | "part">,
  ids: readonly string[] | null,
): Promise<Map<string, StoredEvent>> {
  const rows = await tx.execute<StoredEvent & Record<string, unknown>>(sql`
    select substr(r.provider_item_id, ${part.length + 2}) as "providerEventId", e.interaction_id as "interactionId", i.batch_id as "batchId",
      i.thread_id as "threadId", e.etag, e.status, r.removed_reason is not null as "isOffThere",
      ${leftOutByChoice(sql`r`)} as "isLeftOut",
      case when e.calendar_id = ${fileCalendar} then r.provider_item_id else ${home} end as home
    from crm.raw_events r
      join crm.calendar_events e on e.workspace_id = r.workspace_id and e.interaction_id = r.interaction_id
      join crm.interactions i on i.workspace_id = e.workspace_id and i.id = e.interaction_id
    where r.connection_id = ${connectionId} and (e.calendar_id = ${fileCalendar} or (e.connection_id = r.connection_id
      and (r.provider_item_id = ${home} or (e.status = 'cancelled' and exists (
        select 1 from crm.raw_events h where h.workspace_id = e.workspace_id and h.connection_id = e.connection_id
          and h.provider_item_id = ${home} and (h.removed_reason is not null or ${leftOutByChoice(sql`h`)})))
        or not exists (select 1 from crm.sync_cursors s where s.workspace_id = e.workspace_id and s.connection_id = e.connection_id
          and s.source = 'calendar' and s.part = e.calendar_id and s.rule is not null))))
      and ${ids ? sql`r.provider_item_id = any(${textArray(ids.map((id) => itemOf(part, id)))})` : sql`starts_with(r.provider_item_id, ${itemOf(part, "")})`}`);
  return new Map(rows.map((row) => [row.providerEventId, row]));
}

/** The UIDs of series that stand in the tables, by the provider's id. */
export async function storedUids(
  tx: Tx,
  { connectionId, part }: Pick<CursorRow, "connectionId" | "part">,
  seriesIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.execute<{ id: string; uid: string }>(sql`
    select substr(r.provider_item_id, ${part.length + 2}) as id, e.ical_uid as uid from crm.raw_events r
      join crm.calendar_events e on e.workspace_id = r.workspace_id and e.interaction_id = r.interaction_id
    where r.connection_id = ${connectionId} and r.provider_item_id = any(${textArray(seriesIds.map((id) => itemOf(part, id)))})`);
  return new Map(rows.map((row) => [row.id, row.uid]));
}
