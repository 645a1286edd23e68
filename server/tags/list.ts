import { sql } from "drizzle-orm";
import { z } from "zod";

import { tags } from "#drizzle/schema/people.ts";
import { ListTagsInput, TagPage } from "#lib/schemas/tags.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { toTag } from "./internal.ts";

const NameCursor = z.tuple([z.string(), z.uuid()]);
const name = sql`${tags.name} collate "und-x-icu"`;

export const listTags = operation({
  name: "tags.list",
  summary: "List the tags of the workspace by name",
  guidance: "For the contacts that carry one use contacts_list with tagId.",
  input: ListTagsInput,
  output: TagPage,
  permission: "tags:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/tags" },
  async run({ tx, input: { cursor, limit } }) {
    const at = decodeCursor(cursor, NameCursor);
    const rows = await tx
      .select()
      .from(tags)
      .where(at ? sql`(${name}, ${tags.id}) > (${at[0]}, ${at[1]})` : undefined)
      .orderBy(name, tags.id)
      .limit(limit + 1);
    return toPage(rows, limit, (row) => [row.name, row.id], toTag);
  },
});
