import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { leftOutByChoice } from "../import/raw-events.ts";
import { textArray } from "../rows.ts";
import { itemColumns, itemJoins, type ItemRow } from "./find-mail.ts";

export interface KnownRow extends ItemRow {
  item: string;
  interaction_id: string | null;
  thread_id: string | null;
  is_removed: boolean;
}

/** What became of these items of a connection, by item. */
export async function knownOf(tx: Tx, connectionId: string, ids: string[]): Promise<Map<string, KnownRow>> {
  const rows = await tx.execute<KnownRow>(sql`
    select ${itemColumns}, r.provider_item_id as item, case when not ${leftOutByChoice(sql`r`)} then r.interaction_id end as interaction_id, i.thread_id, r.removed_at is not null as is_removed
    from crm.raw_events r ${itemJoins}
      left join crm.interactions i on i.workspace_id = r.workspace_id and i.id = r.interaction_id
    where r.connection_id = ${connectionId} and r.provider_item_id = any(${textArray(ids)})`);
  return new Map(rows.map((row) => [row.item, row]));
}
