import { eq } from "drizzle-orm";

import { chatThreads } from "#drizzle/schema/chat.ts";
import { ChatThread, RenameThreadInput } from "#lib/schemas/chat-threads.ts";
import { emit, operation } from "#server/core/index.ts";

import { lockThread, readThread } from "./internal.ts";

export const renameThread = operation({
  name: "chat.rename",
  summary: "Rename a conversation",
  input: RenameThreadInput,
  output: ChatThread,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "PATCH", path: "/chat/{id}" },
  async run({ ctx, tx, input: { id, title } }) {
    await lockThread(tx, id);
    await tx.update(chatThreads).set({ title }).where(eq(chatThreads.id, id));
    await emit(ctx, { type: "chat.changed", payload: { threadId: id } });
    return readThread(tx, id);
  },
});
