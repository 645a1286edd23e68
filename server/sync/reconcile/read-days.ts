import { sql } from "drizzle-orm";

import type { DayItem, DaySource, MailboxDay } from "#lib/schemas/reconciliation.ts";
import { addDays, startOfDay } from "#lib/zone.ts";
import { isoOrNull } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { knownOfItems, nothingKnown } from "../known-of-items.ts";
import { type DayRange, undated } from "./days.ts";

export interface DaysOf {
  connectionId: string;
  source: DaySource;
  timeZone: string;
}

interface Row extends Record<string, unknown> {
  day: string;
  counted_at: string;
  left_out: Record<string, number>;
  status: "stored" | "skipped" | "failed" | null;
  reason: string | null;
  count: number;
}

/** What was counted of these days, each item by what stands of it here now. Days that were never counted are left out. */
export async function readDays(tx: Tx, of: DaysOf, range: DayRange): Promise<MailboxDay[]> {
  const rows = await tx.execute<Row>(sql`
    select d.day, d.counted_at, d.left_out, r.status, r.reason, count(i.item)::int as count
    from crm.mailbox_days d left join lateral unnest(d.item_ids) as i(item) on true
      left join crm.raw_events r on ${standsFor}
    where ${counted(of)} and d.day between ${range.from} and ${range.to}
    group by d.day, d.counted_at, d.left_out, r.status, r.reason order by d.day desc`);
  const days = new Map<string, MailboxDay>();
  for (const row of rows) {
    const day = days.get(row.day) ?? emptyDay(row);
    // Of several calendars the day is as old as what was asked first.
    const at = new Date(row.counted_at).toISOString();
    days.set(row.day, add({ ...day, countedAt: at < day.countedAt ? at : day.countedAt }, row));
  }
  const gone = await goneThere(tx, of, range);
  return [...days.values()].map((day) => ({ ...day, goneThere: gone.get(day.day) ?? 0 }));
}

/** What was thrown away before anybody read it, and lies in the mailbox again, is missing like what was never seen. */
const standsFor = sql`r.workspace_id = d.workspace_id and r.connection_id = d.connection_id and r.provider_item_id = i.item
  and not (r.removed_at is not null and r.payload is null)`;

/** What stands here for these days and is not in the provider's list of them. A file loses nothing. */
async function goneThere(tx: Tx, of: DaysOf, range: DayRange): Promise<Map<string, number>> {
  if (of.source === "file" || range.to === undated) return new Map();
  const { start, end } = instantsOf(range, of.timeZone);
  const rows = await tx.execute<{ day: string; count: number }>(sql`
    select d.day, count(*)::int as count from crm.raw_events r join crm.mailbox_days d on d.workspace_id = r.workspace_id
      and ${counted(of)} and (d.part = '' or starts_with(r.provider_item_id, d.part || '/')) and d.day = to_char(r.item_at at time zone ${of.timeZone}, 'YYYY-MM-DD')
    where r.connection_id = ${of.connectionId} and r.source = ${of.source} and r.item_at >= ${start} and r.item_at < ${end}
      and r.status = 'stored' and r.removed_at is null and r.provider_item_id <> all(d.item_ids)
    group by d.day`);
  return new Map(rows.map(({ day, count }) => [day, count]));
}

function emptyDay({ day, counted_at, left_out }: Row): MailboxDay {
  return {
    day,
    provider: Object.values(left_out).reduce((sum, count) => sum + count, 0),
    stored: 0,
    skippedBy: {},
    leftOutBy: left_out,
    failed: 0,
    missing: 0,
    goneThere: 0,
    countedAt: new Date(counted_at).toISOString(),
  };
}

function add(day: MailboxDay, { status, reason, count }: Row): MailboxDay {
  const sum = { ...day, provider: day.provider + count };
  switch (status) {
    case "stored":
      return { ...sum, stored: sum.stored + count };
    case "failed":
      return { ...sum, failed: sum.failed + count };
    case "skipped": {
      const code = reason ?? "unknown";
      return { ...sum, skippedBy: { ...sum.skippedBy, [code]: (sum.skippedBy[code] ?? 0) + count } };
    }
    case null:
      return { ...sum, missing: sum.missing + count };
  }
}

const itemsMax = 500;

interface ItemRow extends Record<string, unknown> {
  item: string;
  status: "skipped" | "failed" | null;
  reason: string | null;
  error: string | null;
  created_at: string | null;
  batch_id: string | null;
  event_id: string | null;
  item_at: string | null;
}

/** What of a day is not here: missing first, then what failed, then what was left out once it was read. */
export async function readDayItems(tx: Tx, of: DaysOf, day: string): Promise<DayItem[]> {
  const rows = await tx.execute<ItemRow>(sql`
    select i.item, r.status, r.reason, r.error, r.created_at, r.batch_id, r.id as event_id, r.item_at
    from crm.mailbox_days d cross join lateral unnest(d.item_ids) as i(item)
      left join crm.raw_events r on ${standsFor}
    where ${counted(of)} and d.day = ${day} and (r.status is null or r.status <> 'stored')
    order by r.status is not null, r.status, length(i.item), i.item limit ${itemsMax}`);
  const known = await knownOfItems(
    tx,
    rows.flatMap((row) => row.event_id ?? []),
  );
  return rows.map(({ item, status, reason, error, created_at: at, batch_id: batchId, ...row }) => ({
    item,
    state: status ?? "missing",
    reason,
    error,
    at: isoOrNull(at),
    batchId,
    ...(known.get(row.event_id ?? "") ?? nothingKnown),
    itemAt: isoOrNull(row.item_at),
  }));
}

/** Items of these days that nothing is known of here, or that failed. */
export async function missingItems(tx: Tx, of: DaysOf, range: DayRange): Promise<string[]> {
  const rows = await tx.execute<{ item: string }>(sql`
    select distinct on (d.day, i.item) i.item from crm.mailbox_days d cross join lateral unnest(d.item_ids) as i(item)
    where ${counted(of)} and d.day between ${range.from} and ${range.to}
      and not exists (select 1 from crm.raw_events r where ${standsFor} and r.status <> 'failed')
    order by d.day desc, i.item`);
  return [...new Set(rows.map(({ item }) => item))];
}

/** The first and the last day that was counted, but for what has no date. */
export async function countedRange(tx: Tx, of: DaysOf): Promise<DayRange | null> {
  const [row] = await tx.execute<{ first: string | null; last: string | null }>(sql`
    select min(d.day) as first, max(d.day) as last from crm.mailbox_days d
    where ${counted(of)} and d.day > ${undated}`);
  return row?.first && row.last ? { from: row.first, to: row.last } : null;
}

/** Counted by other midnights it is another day. */
const counted = ({ connectionId, source, timeZone }: DaysOf) => sql`
  d.connection_id = ${connectionId} and d.source = ${source} and d.time_zone = ${timeZone}`;

/** The instants between which these days lie. */
const instantsOf = ({ from, to }: DayRange, timeZone: string) => ({
  start: startOfDay(from, timeZone).toISOString(),
  end: startOfDay(addDays(to, 1), timeZone).toISOString(),
});
