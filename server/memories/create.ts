import { memories } from "#drizzle/schema/memories.ts";
import { CreateMemoryInput, Memory } from "#lib/schemas/memories.ts";
import { newId, operation } from "#server/core/index.ts";

import { readMemory, requireRoom } from "./internal.ts";

export const createMemory = operation({
  name: "memories.create",
  summary: "Remember a preference of the person",
  guidance:
    'For what they ask you to keep in mind about themselves, in their words: "Call me Kim", "Meetings after 10". What is about others is a note.',
  input: CreateMemoryInput,
  output: Memory,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest", "tool"],
  rest: { method: "POST", path: "/memories" },
  async run({ ctx, tx, input: { body } }) {
    await requireRoom(tx, ctx);
    const id = newId();
    await tx
      .insert(memories)
      .values({ id, workspaceId: ctx.workspace.id, ownerId: ctx.user.id, audience: "private", body });
    return readMemory(tx, id);
  },
});
