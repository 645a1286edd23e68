import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";

import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";

import { type PreparedMessage, prepareMail } from "../../import/prepare.ts";
import { uuidArray } from "../../rows.ts";

const decompress = promisify(zstdDecompress);

/** Mail that was taken off, read from its kept bytes. */
export interface KeptMail {
  id: string;
  batchId: string;
  message: PreparedMessage;
}

export interface KeptRow extends Record<string, unknown> {
  id: string;
  batch_id: string;
  item: string;
  payload: Uint8Array | null;
  labels: string[];
  item_at: string | null;
  thread: string | null;
}

export async function keptRows(tx: Tx, ids: readonly string[]): Promise<KeptRow[]> {
  const rows = await tx.execute<KeptRow>(sql`
    select id, batch_id, provider_item_id as item, payload, labels, item_at,
      provider_thread_id as thread
    from crm.raw_events where id = any(${uuidArray(ids)}) and removed_at is not null and payload is not null`);
  return [...rows];
}

/** Reads what was kept as it was read when it came. */
export async function readKept(rows: readonly KeptRow[]): Promise<KeptMail[]> {
  const kept: KeptMail[] = [];
  for (const { id, batch_id: batchId, item, payload, labels, item_at: at, thread } of rows) {
    if (payload === null) continue;
    const receivedAt = at === null ? null : new Date(at);
    const raw = await decompress(payload, { maxOutputLength: env().MESSAGE_MAX_BYTES });
    const message = await prepareMail(item, {
      raw,
      byteLength: raw.byteLength,
      about: { at: receivedAt, labels, threadId: thread, removed: null },
      ...(receivedAt ? { envelopeDate: receivedAt } : {}),
    });
    kept.push({ id, batchId, message });
  }
  return kept;
}
