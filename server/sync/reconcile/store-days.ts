import { sql } from "drizzle-orm";

import type { DaySource } from "#lib/schemas/reconciliation.ts";
import type { Audience } from "#lib/schemas/common.ts";
import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { DayCount } from "./days.ts";

/** What days are counted of. */
export interface Counted {
  workspaceId: string;
  ownerId: string;
  audience: Audience;
  connectionId: string;
  source: DaySource;
  /** The calendar's id; empty otherwise. */
  part: string;
}

/** What a provider answered of these days, in place of what it answered before. */
export async function storeDays(
  tx: Tx,
  { workspaceId, ownerId, audience, connectionId, source, part }: Counted,
  timeZone: string,
  days: readonly DayCount[],
): Promise<void> {
  const rows = days.map(({ day, itemIds, leftOut }) => ({
    id: newId(),
    day,
    items: itemIds,
    left_out: leftOut,
  }));
  await tx.execute(sql`
    insert into crm.mailbox_days (id, workspace_id, owner_id, audience, connection_id, source, part, day, time_zone, item_ids,
      left_out, counted_at)
    select r.id, ${workspaceId}, ${ownerId}, ${audience}, ${connectionId}, ${source}, ${part}, r.day, ${timeZone},
      array(select jsonb_array_elements_text(r.items)), r.left_out, now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, day text, items jsonb, left_out jsonb)
    on conflict (workspace_id, connection_id, source, part, day) do update set time_zone = excluded.time_zone,
      item_ids = excluded.item_ids, left_out = excluded.left_out, counted_at = excluded.counted_at`);
}

const daysPerInsert = 400;

/** All days of a file, in place of those it was cut into before. */
export async function replaceDays(
  tx: Tx,
  file: Omit<Counted, "source" | "part">,
  { timeZone, days }: { timeZone: string; days: readonly DayCount[] },
): Promise<void> {
  await forgetFileDays(tx, file.connectionId);
  for (let start = 0; start < days.length; start += daysPerInsert) {
    const part = days.slice(start, start + daysPerInsert);
    await storeDays(tx, { ...file, source: "file", part: "" }, timeZone, part);
  }
}

export async function forgetFileDays(tx: Tx, connectionId: string): Promise<void> {
  await tx.execute(
    sql`delete from crm.mailbox_days where connection_id = ${connectionId} and source = 'file'`,
  );
}

/** Those of these days that were counted since: what a run that was cut off need not ask again. */
export async function countedSince(
  tx: Tx,
  { connectionId, source, part }: Counted,
  timeZone: string,
  since: Date,
): Promise<Set<string>> {
  const rows = await tx.execute<{ day: string }>(sql`
    select day from crm.mailbox_days where connection_id = ${connectionId} and source = ${source} and part = ${part}
      and time_zone = ${timeZone} and counted_at >= ${since.toISOString()}`);
  return new Set(rows.map(({ day }) => day));
}
