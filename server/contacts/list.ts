import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { ContactPage, ListContactsInput } from "#lib/schemas/contacts.ts";
import { decodeCursor, isoOrNull, operation, toPage } from "#server/core/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  display_name: string;
  primary_email: string | null;
  title: string | null;
  company_id: string | null;
  company_name: string | null;
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

interface Order {
  sortKey: SQL;
  orderBy: SQL;
  after: SQL | null;
  cursorOf: (row: Row) => (string | null)[];
}

function orderFor(sort: "name" | "recent" | "lastInteraction", cursor: string | undefined): Order {
  switch (sort) {
    case "name": {
      const at = decodeCursor(cursor, NameCursor);
      return {
        sortKey: sql`c.display_name`,
        orderBy: sql`${name}, c.id`,
        after: at && sql`(${name}, c.id) > (${at[0]}, ${at[1]})`,
        cursorOf: (row) => [row.sort_key, row.id],
      };
    }
    case "recent": {
      const at = decodeCursor(cursor, RecentCursor);
      return {
        sortKey: sql`null::text`,
        orderBy: sql`c.id desc`,
        after: at && sql`c.id < ${at[0]}`,
        cursorOf: (row) => [row.id],
      };
    }
    case "lastInteraction": {
      const at = decodeCursor(cursor, TouchCursor);
      const later =
        at &&
        (at[0] === null
          ? sql`s.last_at is null and c.id > ${at[1]}`
          : sql`(s.last_at is null or s.last_at < ${at[0]}::timestamptz or (s.last_at = ${at[0]}::timestamptz and c.id > ${at[1]}))`);
      return {
        sortKey: sql`s.last_at::text`,
        orderBy: sql`s.last_at desc nulls last, c.id`,
        after: later,
        cursorOf: (row) => [row.sort_key, row.id],
      };
    }
  }
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
    const { sortKey, orderBy, after, cursorOf } = orderFor(input.sort, input.cursor);
    const filters = [
      input.deleted === "true" ? sql`c.deleted_at is not null` : sql`c.deleted_at is null`,
      input.companyId ? sql`c.company_id = ${input.companyId}` : null,
      input.tagId
        ? sql`exists (select 1 from crm.contact_tags ct where ct.workspace_id = c.workspace_id and ct.contact_id = c.id and ct.tag_id = ${input.tagId})`
        : null,
      after,
    ].filter((filter) => filter !== null);
    const rows = await tx.execute<Row>(sql`
      select c.id, c.display_name, c.primary_email, c.title, c.company_id, o.name as company_name, c.last_at,
        c.interaction_count, c.sort_key
      from (
        select c.*, s.last_at, coalesce(s.inbound_count + s.outbound_count, 0) as interaction_count, ${sortKey} as sort_key,
          row_number() over (order by ${orderBy}) as place
        from crm.contacts c left join crm.contact_stats s on s.workspace_id = c.workspace_id and s.contact_id = c.id
        where ${sql.join(filters, sql` and `)}
        order by ${orderBy} limit ${input.limit + 1}
      ) c left join crm.companies o on o.workspace_id = c.workspace_id and o.id = c.company_id and o.deleted_at is null
      order by c.place`);
    return toPage(rows, input.limit, cursorOf, (row) => ({
      id: row.id,
      displayName: row.display_name,
      primaryEmail: row.primary_email,
      title: row.title,
      companyId: row.company_id,
      companyName: row.company_name,
      lastInteractionAt: isoOrNull(row.last_at),
      interactionCount: row.interaction_count,
    }));
  },
});
