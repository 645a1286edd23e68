import { eq, sql } from "drizzle-orm";

import { chatThreads } from "#drizzle/schema/chat.ts";
import { ArchiveThreadInput, ChatThread } from "#lib/schemas/chat-threads.ts";
import { emit, operation } from "#server/core/index.ts";

import { lockThread, readThread } from "./internal.ts";

export const archiveThread = operation({
  name: "chat.archive",
  summary: "Put a conversation away, or bring it back",
  input: ArchiveThreadInput,
  output: ChatThread,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/chat/{id}/archive" },
  async run({ ctx, tx, input: { id, archived } }) {
    await lockThread(tx, id);
    await tx
      .update(chatThreads)
      .set({ archivedAt: archived ? sql`now()` : null })
      .where(eq(chatThreads.id, id));
    await emit(ctx, { type: "chat.changed", payload: { threadId: id } });
    return readThread(tx, id);
  },
});
