import { eq } from "drizzle-orm";

import { memories } from "#drizzle/schema/memories.ts";
import { Memory, MemoryInput } from "#lib/schemas/memories.ts";
import { operation, requireInBin } from "#server/core/index.ts";

import { memoryRow, readMemory, requireRoom } from "./internal.ts";

export const restoreMemory = operation({
  name: "memories.restore",
  summary: "Remember again what was forgotten about the person",
  input: MemoryInput,
  output: Memory,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/memories/{id}/restore" },
  targets: ({ id }) => [{ table: "memories", id }],
  async run({ ctx, tx, input: { id } }) {
    requireInBin(await memoryRow(tx, id, { withDeleted: true, toWrite: true }), "This memory");
    await requireRoom(tx, ctx);
    await tx.update(memories).set({ deletedAt: null }).where(eq(memories.id, id));
    return readMemory(tx, id);
  },
});
