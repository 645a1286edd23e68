import { and, desc, isNull, lt } from "drizzle-orm";

import { memories } from "#drizzle/schema/memories.ts";
import { ListMemoriesInput, MemoryPage } from "#lib/schemas/memories.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { isOwn, toMemory } from "./internal.ts";

export const listMemories = operation({
  name: "memories.list",
  summary: "List what the assistant remembers about the person, newest first",
  guidance: "You know their words already; this gives the ids for memories_update and memories_delete.",
  input: ListMemoriesInput,
  output: MemoryPage,
  permission: "chat:read",
  effect: "read",
  doors: ["rest", "tool"],
  rest: { method: "GET", path: "/memories" },
  async run({ ctx, tx, input: { cursor, limit } }) {
    const at = decodeCursor(cursor, IdCursor);
    const rows = await tx
      .select()
      .from(memories)
      .where(and(isOwn(ctx.user.id), isNull(memories.deletedAt), at ? lt(memories.id, at[0]) : undefined))
      .orderBy(desc(memories.id))
      .limit(limit + 1);
    return toPage(rows, limit, (row) => [row.id], toMemory);
  },
});
