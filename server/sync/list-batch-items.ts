import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { BatchItemPage, BatchItemsInput, type BatchItemState } from "#lib/schemas/batches.ts";
import { Id, Instant } from "#lib/schemas/common.ts";
import { wholeDayAt } from "#lib/whole-day.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { batchRow } from "./internal.ts";
import { knownOfItems } from "./known-of-items.ts";

/** By the day it counts for; what has none comes last. */
const ItemCursor = z.tuple([Instant.nullable(), Id]);

interface Row extends Record<string, unknown> {
  id: string;
  item: string;
  state: BatchItemState;
  reason: string | null;
  error: string | null;
  at: string | null;
  item_at: string | null;
  subject: string | null;
  from: string | null;
  thread_id: string | null;
  event_id: string | null;
  occurred_at: string | null;
  start_date: string | null;
  time_zone: string | null;
}

export const listBatchItems = operation({
  name: "batches.items",
  summary: "List the messages or meetings an import came to, newest first, and what became of each",
  guidance: "The id comes from batches_list.",
  input: BatchItemsInput,
  output: BatchItemPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/batches/{id}/items" },
  async run({ tx, input: { id, state, cursor, limit } }) {
    await batchRow(tx, id);
    const after = decodeCursor(cursor, ItemCursor);
    const rows = await tx.execute<Row>(sql`
      select r.id, r.provider_item_id as item, r.status as state, r.reason, r.error, coalesce(i.occurred_at, r.item_at) as at, r.item_at,
        coalesce(c.subject, s.subject) as subject, f."from", i.thread_id,
        e.id as event_id, i.occurred_at, e.start_date, e.time_zone
      from (
        select * from (${sql.join(
          branches(after).map(
            (
              part,
            ) => sql`(select * from crm.raw_events where batch_id = ${id} and ${state ? sql`status = ${state}` : sql`true`}
          and ${part} order by item_at desc nulls last, id desc nulls last limit ${limit + 1})`,
          ),
          sql` union all `,
        )}) u
        order by item_at desc nulls last, id desc nulls last limit ${limit + 1}
      ) r
        left join crm.interactions i on i.workspace_id = r.workspace_id and i.id = r.interaction_id and r.status = 'stored'
        left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
        left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
        left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
        left join lateral (select coalesce(p.name, p.address) as "from" from crm.interaction_participants p
          where p.workspace_id = i.workspace_id and p.interaction_id = i.id and p.role in ('from', 'organizer') limit 1) f on true
      order by r.item_at desc nulls last, r.id desc nulls last`);
    const known = await knownOfItems(
      tx,
      rows.slice(0, limit).flatMap((row) => (row.state === "stored" ? [] : [row.id])),
    );
    return toPage(
      [...rows],
      limit,
      (row) => [isoOf(row.item_at), row.id],
      (row) => ({
        id: row.id,
        item: row.item,
        state: row.state,
        reason: row.reason,
        error: row.error,
        at: isoOf(row.at),
        startDate: wholeDayAt(row.occurred_at, row),
        subject: row.subject ?? known.get(row.id)?.subject ?? null,
        from: row.from ?? known.get(row.id)?.from ?? null,
        threadId: row.thread_id,
        eventId: row.event_id,
      }),
    );
  },
});

const isoOf = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What comes behind the cursor, in parts that the index begins at. */
function branches(after: z.output<typeof ItemCursor> | null): SQL[] {
  if (after === null) return [sql`true`];
  const [at, id] = after;
  if (at === null) return [sql`item_at is null and id < ${id}`];
  return [sql`(item_at, id) < (${at}::timestamptz, ${id}::uuid)`, sql`item_at is null`];
}
