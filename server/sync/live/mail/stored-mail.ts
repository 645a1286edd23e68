import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { RemovedReason } from "../../import/raw-events.ts";
import { textArray } from "../../rows.ts";

/** A message of the mailbox as it stands in raw_events. */
export interface StoredMail {
  id: string;
  item: string;
  labels: string[];
  /** Off the timelines here. */
  isOff: boolean;
  /** Where Gmail had it when it was last looked at; null where it was mail. */
  reason: RemovedReason | null;
  /** Its bytes are here, or it was read and is left out for another reason. */
  settled: boolean;
}

/** The messages of this mailbox that are accounted for: these, or all. By Gmail's id. */
export async function storedMail(
  tx: Tx,
  connectionId: string,
  items: readonly string[] | null,
): Promise<Map<string, StoredMail>> {
  const rows = await tx.execute<StoredMail & Record<string, unknown>>(sql`
    select r.id, r.provider_item_id as item, r.labels, r.removed_at is not null as "isOff", r.removed_reason as reason,
      r.status <> 'failed' and (r.removed_at is null or r.payload is not null) as settled
    from crm.raw_events r where r.connection_id = ${connectionId} and r.source = 'gmail'
      ${items ? sql`and r.provider_item_id = any(${textArray(items)})` : sql``}`);
  return new Map(rows.map((row) => [row.item, row]));
}
