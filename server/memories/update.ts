import { eq } from "drizzle-orm";

import { memories } from "#drizzle/schema/memories.ts";
import { Memory, UpdateMemoryInput } from "#lib/schemas/memories.ts";
import { operation, requireVersion } from "#server/core/index.ts";

import { memoryRow, readMemory } from "./internal.ts";

export const updateMemory = operation({
  name: "memories.update",
  summary: "Change what is remembered about the person",
  guidance: "`body` replaces the whole text. The id comes from memories_list.",
  input: UpdateMemoryInput,
  output: Memory,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest", "tool"],
  rest: { method: "PATCH", path: "/memories/{id}" },
  targets: ({ id }) => [{ table: "memories", id }],
  async run({ tx, input: { id, body, expectedVersion } }) {
    requireVersion(await memoryRow(tx, id, { toWrite: true }), expectedVersion);
    await tx.update(memories).set({ body }).where(eq(memories.id, id));
    return readMemory(tx, id);
  },
});
