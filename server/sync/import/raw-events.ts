import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { ImportScope } from "./scope.ts";

interface RawEvent {
  ordinal: number;
  byteLength: number;
  payload: Buffer | null;
  key: string | null;
  status: "stored" | "skipped";
  reason: string | null;
  interactionId: string | null;
}

/** One row for each message of the chunk, the skipped ones included: together they account for the whole file. */
export async function writeRawEvents(tx: Tx, scope: ImportScope, events: readonly RawEvent[]): Promise<void> {
  const rows = events.map(({ ordinal, byteLength, payload, key, status, reason, interactionId }) => ({
    id: newId(),
    item: String(ordinal),
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
      reason text, bytes bigint, payload text)`);
}
