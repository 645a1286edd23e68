import { sql } from "drizzle-orm";
import { z } from "zod";

import { ignoredAddresses } from "#drizzle/schema/ignored.ts";
import { IgnoredPage, ListIgnoredInput } from "#lib/schemas/ignored.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { toIgnored } from "./internal.ts";

const ValueCursor = z.tuple([z.string()]);

export const listIgnored = operation({
  name: "ignored.list",
  summary: "List the addresses and domains that make no contact",
  guidance: "ignored_remove takes one off the list.",
  input: ListIgnoredInput,
  output: IgnoredPage,
  permission: "contacts:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/ignored" },
  async run({ tx, input: { cursor, limit } }) {
    const at = decodeCursor(cursor, ValueCursor);
    const rows = await tx
      .select()
      .from(ignoredAddresses)
      .where(at ? sql`${ignoredAddresses.value} > ${at[0]}` : undefined)
      .orderBy(ignoredAddresses.value)
      .limit(limit + 1);
    return toPage(rows, limit, (row) => [row.value], toIgnored);
  },
});
