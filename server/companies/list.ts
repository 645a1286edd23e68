import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { CompanyPage, ListCompaniesInput } from "#lib/schemas/companies.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";
import { countRows } from "#server/db/index.ts";

import { cappedPeople, peopleOf } from "./internal.ts";

interface Row extends Record<string, unknown> {
  id: string;
  name: string;
  domain: string | null;
  people: number;
}

interface Order {
  orderBy: SQL;
  after: SQL | null;
  cursorOf: (row: Row) => string[];
}

const NameCursor = z.tuple([z.string(), z.uuid()]);
// A collation instead of lower(): under row level security a function around the column keeps the cursor out of the index.
const name = sql.raw('o.name collate "und-x-icu"');

function orderFor(sort: "name" | "recent", cursor: string | undefined): Order {
  switch (sort) {
    case "name": {
      const at = decodeCursor(cursor, NameCursor);
      return {
        orderBy: sql`${name}, o.id`,
        after: at && sql`(${name}, o.id) > (${at[0]}, ${at[1]})`,
        cursorOf: (row) => [row.name, row.id],
      };
    }
    case "recent": {
      const at = decodeCursor(cursor, IdCursor);
      return {
        orderBy: sql`o.id desc`,
        after: at && sql`o.id < ${at[0]}`,
        cursorOf: (row) => [row.id],
      };
    }
  }
}

export const listCompanies = operation({
  name: "companies.list",
  summary: "List companies, by name or newest first",
  guidance:
    "To find a company by name or domain use search_query instead. Page on with nextCursor; deleted=true lists the bin.",
  input: ListCompaniesInput,
  output: CompanyPage,
  permission: "companies:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/companies" },
  async run({ tx, input }) {
    const { orderBy, after, cursorOf } = orderFor(input.sort, input.cursor);
    const inBin = input.deleted === "true" ? sql`o.deleted_at is not null` : sql`o.deleted_at is null`;
    const rows = await tx.execute<Row>(sql`
      select o.id, o.name, o.domain, ${cappedPeople} as people
      from (
        select o.* from crm.companies o
        where ${inBin} ${after ? sql`and ${after}` : sql``}
        order by ${orderBy} limit ${input.limit + 1}
      ) o order by ${orderBy}`);
    const page = toPage(rows, input.limit, cursorOf, ({ id, name, domain, people }) => ({
      id,
      name,
      domain,
      ...peopleOf(people),
    }));
    if (input.count === "false") return page;
    return { ...page, count: await countRows(tx, sql`from crm.companies o where ${inBin}`) };
  },
});
