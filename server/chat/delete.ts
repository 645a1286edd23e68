import { and, eq, sql } from "drizzle-orm";

import { chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import { ChatThread, ThreadInput } from "#lib/schemas/chat-threads.ts";
import { emit, operation } from "#server/core/index.ts";

import { lockThread, readThread } from "./internal.ts";

export const deleteThread = operation({
  name: "chat.delete",
  summary: "Put a conversation in the bin; chat.restore brings it back",
  guidance: "An answer that is being given is stopped. What it proposed still waits on Approvals.",
  input: ThreadInput,
  output: ChatThread,
  permission: "chat:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest"],
  rest: { method: "DELETE", path: "/chat/{id}" },
  async run({ ctx, tx, input: { id } }) {
    await lockThread(tx, id);
    // Without its token the process that answers has lost the turn: nothing of it is written any more.
    await tx
      .update(chatTurns)
      .set({ status: "stopped", stopRequestedAt: sql`now()`, token: null, finishedAt: sql`now()` })
      .where(and(eq(chatTurns.threadId, id), eq(chatTurns.status, "running")));
    await tx
      .update(chatThreads)
      .set({ deletedAt: sql`now()` })
      .where(eq(chatThreads.id, id));
    await emit(ctx, { type: "chat.changed", payload: { threadId: id } });
    return readThread(tx, id, { withDeleted: true });
  },
});
