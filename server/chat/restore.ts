import { eq } from "drizzle-orm";

import { chatThreads } from "#drizzle/schema/chat.ts";
import { ChatThread, ThreadInput } from "#lib/schemas/chat-threads.ts";
import { emit, operation, requireInBin } from "#server/core/index.ts";

import { lockThread, readThread } from "./internal.ts";

export const restoreThread = operation({
  name: "chat.restore",
  summary: "Bring a conversation back from the bin",
  input: ThreadInput,
  output: ChatThread,
  permission: "chat:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/chat/{id}/restore" },
  async run({ ctx, tx, input: { id } }) {
    requireInBin(await lockThread(tx, id, { withDeleted: true }), "This conversation");
    await tx.update(chatThreads).set({ deletedAt: null }).where(eq(chatThreads.id, id));
    await emit(ctx, { type: "chat.changed", payload: { threadId: id } });
    return readThread(tx, id);
  },
});
