import { eq, sql } from "drizzle-orm";

import { memories } from "#drizzle/schema/memories.ts";
import { Memory, MemoryInput } from "#lib/schemas/memories.ts";
import { operation } from "#server/core/index.ts";

import { memoryRow, readMemory } from "./internal.ts";

export const deleteMemory = operation({
  name: "memories.delete",
  summary: "Forget what was remembered about the person; memories.restore brings it back",
  guidance: "Only when they ask for it. The id comes from memories_list.",
  input: MemoryInput,
  output: Memory,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest", "tool"],
  rest: { method: "DELETE", path: "/memories/{id}" },
  targets: ({ id }) => [{ table: "memories", id }],
  async run({ tx, input: { id } }) {
    await memoryRow(tx, id, { toWrite: true });
    await tx
      .update(memories)
      .set({ deletedAt: sql`now()` })
      .where(eq(memories.id, id));
    return readMemory(tx, id);
  },
});
