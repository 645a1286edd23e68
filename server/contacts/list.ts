import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import type { Count } from "#lib/schemas/common.ts";
import { ContactPage, ListContactsInput } from "#lib/schemas/contacts.ts";
import { decodeCursor, isoOrNull, operation, toPage } from "#server/core/index.ts";
import { countRows, type Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  display_name: string;
  primary_email: string | null;
  title: string | null;
  company_id: string | null;
  company_name: string | null;
  owner_id: string;
  owner_name: string | null;
  last_at: string | null;
  interaction_count: number;
  sort_key: string | null;
}

const NameCursor = z.tuple([z.string(), z.uuid()]);
const RecentCursor = z.tuple([z.uuid()]);
// Contacts without any interaction come last, under the key null.
const TouchCursor = z.tuple([z.string().nullable(), z.uuid()]);

// A collation instead of lower(): under row level security a function around the column keeps the cursor out of the index.
const name = sql.raw('c.display_name collate "und-x-icu"');

const everybody = sql`crm.contacts c left join crm.contact_stats s on s.contact_id = c.id`;

/** One stretch of a list: rows in the order of an index. Stretches follow each other. */
interface Stretch {
  from: SQL;
  where: (SQL | null)[];
  sortKey: SQL;
  orderBy: SQL;
}

interface Order {
  stretches: Stretch[];
  cursorOf: (row: Row) => (string | null)[];
}

function orderFor({ sort, cursor, quietDays }: z.output<typeof ListContactsInput>): Order {
  switch (sort) {
    case "name": {
      const at = decodeCursor(cursor, NameCursor);
      const where = at && sql`(${name}, c.id) > (${at[0]}, ${at[1]})`;
      const orderBy = sql`${name}, c.id`;
      const stretch = { from: everybody, where: [where], sortKey: sql`c.display_name`, orderBy };
      return { stretches: [stretch], cursorOf: (row) => [row.sort_key, row.id] };
    }
    case "recent": {
      const at = decodeCursor(cursor, RecentCursor);
      const where = at && sql`c.id < ${at[0]}`;
      const stretch = { from: everybody, where: [where], sortKey: sql`null::text`, orderBy: sql`c.id desc` };
      return { stretches: [stretch], cursorOf: (row) => [row.id] };
    }
    case "lastInteraction": {
      const at = decodeCursor(cursor, TouchCursor);
      const quiet = untouched(at?.[0] === null ? at[1] : null);
      // Who was never in touch has not fallen quiet.
      if (quietDays) {
        const since = at && at[0] !== null ? { lastAt: at[0], id: at[1] } : null;
        return { stretches: [touched(since)], cursorOf: (row) => [row.sort_key, row.id] };
      }
      const stretches = at?.[0] === null ? [quiet] : [touched(at && { lastAt: at[0], id: at[1] }), quiet];
      return { stretches, cursorOf: (row) => [row.sort_key, row.id] };
    }
  }
}

/** Begins at the statistics, whose index is in this order: sorting all contacts takes half a second for 100,000. */
function touched(after: { lastAt: string; id: string } | null): Stretch {
  const later = sql`s.last_at <= ${after?.lastAt}::timestamptz
    and (s.last_at < ${after?.lastAt}::timestamptz or s.contact_id > ${after?.id})`;
  return {
    from: sql`crm.contact_stats s join crm.contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id`,
    where: [sql`s.last_at is not null`, after && later],
    sortKey: sql`s.last_at::text`,
    orderBy: sql`s.last_at desc nulls last, s.contact_id`,
  };
}

function untouched(afterId: string | null): Stretch {
  const hasMail = sql`select 1 from crm.contact_stats t where t.contact_id = c.id and t.last_at is not null`;
  return {
    from: sql`crm.contacts c cross join (select null::timestamptz as last_at, 0 as inbound_count, 0 as outbound_count) s`,
    where: [sql`not exists (${hasMail})`, afterId === null ? null : sql`c.id > ${afterId}`],
    sortKey: sql`null::text`,
    orderBy: sql`c.id`,
  };
}

export const listContacts = operation({
  name: "contacts.list",
  summary: "List contacts, by name, newest first or by last interaction",
  guidance: "To find somebody by name or address use search_query instead. Page on with nextCursor.",
  input: ListContactsInput,
  output: ContactPage,
  permission: "contacts:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/contacts" },
  async run({ tx, input }) {
    const { stretches, cursorOf } = orderFor(input);
    const rows: Row[] = [];
    for (const stretch of stretches) {
      if (rows.length <= input.limit)
        rows.push(...(await readStretch(tx, stretch, input, input.limit + 1 - rows.length)));
    }
    const count = input.count === "true" ? await countOf(tx, input) : null;
    const page = toPage(rows, input.limit, cursorOf, (row) => ({
      id: row.id,
      displayName: row.display_name,
      primaryEmail: row.primary_email,
      title: row.title,
      companyId: row.company_id,
      companyName: row.company_name,
      ownerId: row.owner_id,
      ownerName: row.owner_name,
      lastInteractionAt: isoOrNull(row.last_at),
      interactionCount: row.interaction_count,
    }));
    return count ? { ...page, count } : page;
  },
});

type Filters = Pick<
  z.output<typeof ListContactsInput>,
  "deleted" | "companyId" | "tagId" | "ownerId" | "quietDays"
>;

function countOf(tx: Tx, input: Filters): Promise<Count> {
  const from = input.quietDays ? everybody : sql`crm.contacts c`;
  return countRows(tx, sql`from ${from} where ${sql.join(narrowed(input), sql` and `)}`);
}

/** What narrows the list, whatever its order. */
function narrowed({ deleted, companyId, tagId, ownerId, quietDays }: Filters): SQL[] {
  return [
    deleted === "true" ? sql`c.deleted_at is not null` : sql`c.deleted_at is null`,
    companyId ? sql`c.company_id = ${companyId}` : null,
    ownerId ? sql`c.owner_id = ${ownerId}` : null,
    quietDays ? sql`s.last_at < now() - make_interval(days => ${quietDays})` : null,
    tagId
      ? sql`exists (select 1 from crm.contact_tags ct where ct.contact_id = c.id and ct.tag_id = ${tagId})`
      : null,
  ].filter((filter) => filter !== null);
}

async function readStretch(tx: Tx, stretch: Stretch, input: Filters, limit: number): Promise<readonly Row[]> {
  const { from, where, sortKey, orderBy } = stretch;
  const filters = [...narrowed(input), ...where.filter((filter) => filter !== null)];
  // The policy says which workspace the companies are of; said again in the join, each look-up takes three times as long.
  return tx.execute<Row>(sql`
    select c.id, c.display_name, c.primary_email, c.title, c.company_id, o.name as company_name, c.owner_id, p.display_name as owner_name, c.last_at,
      c.interaction_count, c.sort_key
    from (
      select c.id, c.display_name, c.primary_email, c.title, c.company_id, c.workspace_id, c.owner_id, s.last_at, coalesce(s.inbound_count + s.outbound_count, 0) as interaction_count, ${sortKey} as sort_key,
        row_number() over (order by ${orderBy}) as place
      from ${from}
      where ${sql.join(filters, sql` and `)}
      order by ${orderBy} limit ${limit}
    ) c left join crm.companies o on o.id = c.company_id and o.deleted_at is null
      left join crm.profiles p on p.workspace_id = c.workspace_id and p.user_id = c.owner_id
    order by c.place`);
}
