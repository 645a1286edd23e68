import { type SQL, sql } from "drizzle-orm";

import type { removedReasons } from "#drizzle/schema/sync.ts";
import { ChoiceCode } from "#lib/schemas/sync-controls.ts";
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
  /** Of what failed, in words. */
  error?: string | undefined;
  about: AboutItem;
}

/** What the provider says of an item beside its bytes. */
export interface AboutItem {
  /** The day it counts for. */
  at: Date | null;
  labels: readonly string[];
  threadId: string | null;
  /** Where the provider has it, when that is not where mail stands. */
  removed: RemovedReason | null;
}
export type RemovedReason = (typeof removedReasons)[number];

export const nothingAbout: AboutItem = { at: null, labels: [], threadId: null, removed: null };

/**
 * One row for each item of the chunk, the skipped ones included: together they account for the whole source. What failed
 * before, or was taken off and is there again, is settled anew.
 */
export async function writeRawEvents(tx: Tx, scope: ImportScope, events: readonly RawEvent[]): Promise<void> {
  await insertRawEvents(
    tx,
    scope,
    events.map((event) => ({ ...event, payload: event.payload?.subarray(0, pieceBytes) ?? null })),
  );
  for (const { item, payload } of events) {
    for (let start = pieceBytes; payload && start < payload.byteLength; start += pieceBytes) {
      const piece = payload.subarray(start, start + pieceBytes).toString("base64");
      await tx.execute(sql`
        update crm.raw_events set payload = payload || decode(${piece}, 'base64')
        where connection_id = ${scope.connectionId} and provider_item_id = ${item} and batch_id = ${scope.batchId}
          and octet_length(payload) = ${start}`);
    }
  }
}

/** What is longer goes in pieces: a statement of 35 MB stands in memory four times over. */
const pieceBytes = 2 * 1024 ** 2;

async function insertRawEvents(tx: Tx, scope: ImportScope, events: readonly RawEvent[]): Promise<void> {
  const rows = events.map(
    ({ item, byteLength, payload, key, status, reason, interactionId, error, about }) => ({
      id: newId(),
      item,
      key,
      interaction: interactionId,
      status,
      reason,
      bytes: byteLength,
      payload: payload?.toString("base64") ?? null,
      error: error ?? null,
      at: about.at?.toISOString() ?? null,
      labels: about.labels,
      thread: about.threadId,
      removed: about.removed,
    }),
  );
  await tx.execute(sql`
    insert into crm.raw_events (id, workspace_id, owner_id, audience, connection_id, batch_id, source, provider_item_id, message_key,
      interaction_id, status, reason, byte_size, encoding, payload, item_at, labels, provider_thread_id, removed_at, removed_reason, error)
    select r.id, ${scope.workspaceId}, ${scope.ownerId}, ${scope.audience}, ${scope.connectionId}, ${scope.batchId}, ${scope.source},
      r.item, r.key, r.interaction, r.status, r.reason, r.bytes, case when r.payload is null then 'none' else 'zstd' end,
      decode(r.payload, 'base64'), r.at, r.labels, r.thread, case when r.removed is not null then now() end, r.removed, r.error
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, item text, key text, interaction uuid, status text,
      reason text, bytes bigint, payload text, at timestamptz, labels text[], thread text, removed text, error text)
    on conflict (workspace_id, connection_id, provider_item_id) do update set batch_id = excluded.batch_id,
      message_key = excluded.message_key, interaction_id = excluded.interaction_id, status = excluded.status,
      reason = excluded.reason, byte_size = excluded.byte_size, encoding = excluded.encoding, payload = excluded.payload,
      item_at = excluded.item_at, labels = excluded.labels, provider_thread_id = excluded.provider_thread_id,
      removed_at = excluded.removed_at, removed_reason = excluded.removed_reason, error = excluded.error
    where raw_events.status = 'failed' or raw_events.removed_at is not null or raw_events.reason = 'not_a_message'
      or (${calledOffAlone(sql`raw_events`)} and excluded.interaction_id is not null)
      or (${leftOutByChoice(sql`raw_events`)} and (raw_events.batch_id <> excluded.batch_id or excluded.interaction_id is not null))`);
}

/** It failed, or was thrown away before its bytes came: another import asks for it again. */
const unsettled = sql`(status = 'failed' or (removed_at is not null and payload is null))`;

/** Of a row of raw_events, by the name that the statement has for it. */
export const leftOutByChoice = (row: SQL): SQL =>
  sql`coalesce(${row}.status = 'skipped' and ${row}.reason = any(${textArray(ChoiceCode.options)}), false)`;

/** It was called off and had no place to keep here, as an occurrence of a series that had not come; it may have one later. */
const calledOffAlone = (row: SQL): SQL =>
  sql`coalesce(${row}.status = 'skipped' and ${row}.reason = 'called_off' and ${row}.interaction_id is null, false)`;

/** Those of these items that were called off and have no place here. */
export async function calledOffItems(
  tx: Tx,
  connectionId: string,
  items: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select provider_item_id as item from crm.raw_events
    where connection_id = ${connectionId} and ${calledOffAlone(sql`raw_events`)} and provider_item_id = any(${textArray(items)})`);
  return new Set(rows.map((row) => row.item));
}

/** Those of these items that an import need not bring; what was left out by choice it brings where the choice is another. */
export async function settledItems(
  tx: Tx,
  connectionId: string,
  items: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select provider_item_id as item from crm.raw_events
    where connection_id = ${connectionId} and not ${unsettled} and not ${leftOutByChoice(sql`raw_events`)}
      and provider_item_id = any(${textArray(items)})`);
  return new Set(rows.map((row) => row.item));
}

/** Those of these items that are accounted for. */
export async function knownItems(
  tx: Tx,
  connectionId: string,
  items: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.execute<{ item: string }>(sql`
    select provider_item_id as item from crm.raw_events
    where connection_id = ${connectionId} and not ${unsettled} and provider_item_id = any(${textArray(items)})`);
  return new Set(rows.map((row) => row.item));
}

export interface LeftOut {
  reason: string;
  /** What keeps its place here, where something does. */
  interactionId: string | null;
}

/** Those of these items that were left out by choice. */
export async function leftOutItems(
  tx: Tx,
  connectionId: string,
  items: readonly string[],
): Promise<Map<string, LeftOut>> {
  const rows = await tx.execute<LeftOut & Record<string, unknown> & { item: string }>(sql`
    select provider_item_id as item, reason, interaction_id as "interactionId" from crm.raw_events
    where connection_id = ${connectionId} and ${leftOutByChoice(sql`raw_events`)} and provider_item_id = any(${textArray(items)})`);
  return new Map(rows.map((row) => [row.item, row]));
}
