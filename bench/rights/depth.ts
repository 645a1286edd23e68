import type postgres from "postgres";

import { type Context, encodeCursor } from "#server/core/index.ts";

import type { Sort } from "./list-query.ts";

/** The cursor of the page that begins after so many contacts. */
export async function cursorAt(
  system: postgres.Sql,
  ctx: Context,
  sort: Sort,
  depth: number,
): Promise<string> {
  const [row] = await rowAt(system, ctx, sort, depth - 1);
  if (!row) throw new Error(`there are no ${String(depth)} contacts to page through`);
  const keys = { name: [row.display_name, row.id], recent: [row.id], lastInteraction: [row.last_at, row.id] };
  return encodeCursor(keys[sort]);
}

interface Row {
  id: string;
  display_name: string;
  last_at: string;
}

function rowAt(system: postgres.Sql, { workspace }: Context, sort: Sort, offset: number) {
  const contacts = system`select c.id, c.display_name, s.last_at::text as last_at from crm.contacts c
    left join crm.contact_stats s on s.workspace_id = c.workspace_id and s.contact_id = c.id
    where c.workspace_id = ${workspace.id}`;
  switch (sort) {
    case "name":
      return system<
        Row[]
      >`${contacts} order by c.display_name collate "und-x-icu", c.id offset ${offset} limit 1`;
    case "recent":
      return system<Row[]>`${contacts} order by c.id desc offset ${offset} limit 1`;
    case "lastInteraction":
      return system<Row[]>`${contacts} order by s.last_at desc nulls last, c.id offset ${offset} limit 1`;
  }
}
