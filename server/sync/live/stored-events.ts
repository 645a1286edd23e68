import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { CursorRow } from "../cursors.ts";
import { textArray } from "../rows.ts";

export interface StoredEvent {
  providerEventId: string;
  interactionId: string;
  batchId: string;
  threadId: string;
  etag: string;
  status: string;
}

/** The events of a calendar that stand in the tables: these, or all. By the provider's id. */
export async function storedEvents(
  tx: Tx,
  { connectionId, part }: Pick<CursorRow, "connectionId" | "part">,
  ids: readonly string[] | null,
): Promise<Map<string, StoredEvent>> {
  const rows = await tx.execute<StoredEvent & Record<string, unknown>>(sql`
    select e.provider_event_id as "providerEventId", e.interaction_id as "interactionId", i.batch_id as "batchId",
      i.thread_id as "threadId", e.etag, e.status
    from crm.calendar_events e join crm.interactions i on i.workspace_id = e.workspace_id and i.id = e.interaction_id
    where e.connection_id = ${connectionId} and e.calendar_id = ${part}
      ${ids ? sql`and e.provider_event_id = any(${textArray(ids)})` : sql``}`);
  return new Map(rows.map((row) => [row.providerEventId, row]));
}
