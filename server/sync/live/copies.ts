import { sql } from "drizzle-orm";

import { step } from "#server/core/index.ts";

import { itemOf } from "../calendars/parts.ts";
import { leftOutOf } from "../events/event-choice.ts";
import type { PreparedEvent } from "../events/types.ts";
import type { Choices } from "../selection.ts";
import type { Following } from "./following.ts";
import type { StoredEvent } from "./stored-events.ts";

interface Looked {
  /** By what was approved of this calendar. */
  choices: Choices;
  prepared: readonly PreparedEvent[];
  stored: ReadonlyMap<string, StoredEvent>;
  /** Whether this is all that the calendar holds. */
  isFull: boolean;
}

/**
 * Of meetings that stand here by another calendar: how they stand in this one. Nothing that anybody sees changes by it,
 * but when the other calls one off, this one may go on.
 */
export async function noteCopies(
  { job, row }: Following,
  { choices, prepared, stored, isFull }: Looked,
): Promise<void> {
  const copies = prepared
    .filter(({ item, providerEventId }) => stored.get(providerEventId)?.home !== item)
    .map((one) => {
      const { item, payload, byteLength, outcome } = one;
      const leftOut = leftOutOf(one, choices);
      const stands = leftOut === null && outcome.kind === "event" && outcome.event.status !== "cancelled";
      const bytes = stands ? (payload?.toString("base64") ?? null) : null;
      return { item, leftOut, stands, payload: bytes, byteLength };
    });
  if (copies.length === 0 && !isFull) return;
  await step(job.ctx, async ({ tx }) => {
    await job.checkpoint(tx, { done: 0, total: prepared.length });
    await tx.execute(sql`
      update crm.raw_events r set removed_reason = case when m.stands then null else 'deleted' end,
        reason = case when m.stands then 'duplicate_in_calendar' else r.reason end,
        payload = coalesce(decode(m.payload, 'base64'), r.payload), encoding = case when m.payload is null then r.encoding else 'zstd' end,
        byte_size = case when m.payload is null then r.byte_size else m."byteLength" end
      from json_to_recordset(${JSON.stringify(copies.filter(({ leftOut }) => leftOut === null))}::json) as m(item text, stands boolean, payload text, "byteLength" bigint)
      where r.connection_id = ${row.connectionId} and r.provider_item_id = m.item and r.status = 'skipped' and r.interaction_id is not null`);
    // What is left out here says nothing any more of how the other goes on.
    await tx.execute(sql`
      update crm.raw_events r set reason = m."leftOut", interaction_id = null, payload = null, encoding = 'none', removed_reason = null
      from json_to_recordset(${JSON.stringify(copies.filter(({ leftOut }) => leftOut !== null))}::json) as m(item text, "leftOut" text)
      where r.connection_id = ${row.connectionId} and r.provider_item_id = m.item and r.status = 'skipped' and r.interaction_id is not null`);
    if (!isFull) return;
    const present = JSON.stringify(prepared.map(({ item }) => item));
    await tx.execute(sql`
      update crm.raw_events r set removed_reason = 'deleted'
      where r.connection_id = ${row.connectionId} and starts_with(r.provider_item_id, ${itemOf(row.part, "")}) and r.status = 'skipped'
        and r.interaction_id is not null and r.removed_reason is null
        and r.provider_item_id not in (select jsonb_array_elements_text(${present}::jsonb))`);
  });
}
