import { and, eq, sql } from "drizzle-orm";

import { chatTurns } from "#drizzle/schema/chat.ts";
import { StopResult } from "#lib/schemas/chat.ts";
import { ThreadInput } from "#lib/schemas/chat-threads.ts";
import { emit, operation } from "#server/core/index.ts";

import { lockThread } from "./internal.ts";

export const stopThread = operation({
  name: "chat.stop",
  summary: "Stop the answer that is being given; what was said until then stays",
  input: ThreadInput,
  output: StopResult,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/chat/{id}/stop" },
  async run({ ctx, tx, input: { id } }) {
    await lockThread(tx, id);
    const [turn] = await tx
      .update(chatTurns)
      .set({ stopRequestedAt: sql`now()` })
      .where(and(eq(chatTurns.threadId, id), eq(chatTurns.status, "running")))
      .returning({ id: chatTurns.id });
    if (!turn) return { turnId: null };
    // Nobody answers it (yet): nobody would notice.
    await tx
      .update(chatTurns)
      .set({ status: "stopped", token: null, finishedAt: sql`now()` })
      .where(
        and(eq(chatTurns.id, turn.id), sql`(${chatTurns.token} is null or ${chatTurns.leaseUntil} < now())`),
      );
    await emit(ctx, { type: "chat.changed", payload: { threadId: id } });
    return { turnId: turn.id };
  },
});
