import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { textArray } from "../rows.ts";
import type { ImportScope } from "./scope.ts";

export interface RawEvent {
  /** The provider's id; of a file the ordinal of the message in it. */
  item: string;
  byteLength: number;
  payload: Buffer | null;
  key: string | null;
  status: "stored" | "skipped" | "failed";
  reason: string | null;
  interactionId: string | null;
}

/**
 * One row for each item of the chunk, the skipped ones included: together they account for the whole source. What failed
 * before is settled anew.
 */
export async function writeRawEvents(tx: Tx, scope: ImportScope, events: readonly RawEvent[]): Promise<void> {
  const rows = events.map(({ item, byteLength, payload, key, status, reason, interactionId }) => ({
    id: newId(),
    item,
    key,
    interaction: interactionId,
    status,
    reason,
    bytes: byteLength,
    payload: payload?.toString("base64") ?? null,
  }));
  await tx.execute(sql`
    insert into crm.raw_events (id, workspace_id, owner_id, audience, connection_id, batch_id, provider_item_id, message_key,
      interaction_id, status, reason, byte_size, encoding, payload)
    select r.id, ${scope.workspaceId}, ${scope.ownerId}, ${scope.audience}, ${scope.connectionId}, ${scope.batchId}, r.item, r.key,
      r.interaction, r.status, r.reason, r.bytes, case when r.payload is null then 'none' else 'zstd' end, decode(r.payload, 'base64')
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, item text, key text, interaction uuid, status text,
      reason text, bytes bigint, payload text)
    on conflict (workspace_id, connection_id, provider_item_id) do update set batch_id = excluded.batch_id,
      message_key = excluded.message_key, interaction_id = excluded.interaction_id, status = excluded.status,
      reason = excluded.reason, byte_size = excluded.byte_size, encoding = excluded.encoding, payload = excluded.payload
    where raw_events.status = 'failed'`);
}

/** Those of these items that are accounted for; what failed is not. */
export async function knownItems(
  tx: Tx,
  connectionId: string,
  items: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select provider_item_id as item from crm.raw_events
    where connection_id = ${connectionId} and status <> 'failed' and provider_item_id = any(${textArray(items)})`);
  return new Set(rows.map((row) => row.item));
}
