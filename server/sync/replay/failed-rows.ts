import { type SQL, sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

/** Of raw_events as r: it failed, or could not be read although its bytes are here. */
export const isFailed: SQL = sql`(r.status = 'failed' or (r.status = 'skipped' and r.reason = 'not_a_message' and r.payload is not null))`;

export interface FailedRow extends Record<string, unknown> {
  id: string;
  source: "file" | "gmail" | "calendar";
  item: string;
  payload: Uint8Array | null;
  encoding: "none" | "zstd";
  item_at: string | null;
  labels: string[];
  thread: string | null;
}

/** The next of them after this one, oldest first. */
export async function failedRows(
  tx: Tx,
  { connectionId, itemId }: { connectionId: string; itemId?: string | undefined },
  after: string | null,
  limit: number,
): Promise<FailedRow[]> {
  const rows = await tx.execute<FailedRow>(sql`
    select r.id, r.source, r.provider_item_id as item, r.payload, r.encoding, r.item_at, r.labels, r.provider_thread_id as thread
    from crm.raw_events r where r.connection_id = ${connectionId} and ${isFailed}
      and ${itemId ? sql`r.id = ${itemId}` : sql`true`} and ${after ? sql`r.id > ${after}` : sql`true`}
    order by r.id limit ${limit}`);
  return [...rows];
}
