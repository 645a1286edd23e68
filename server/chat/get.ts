import { and, desc, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";

import { chatMessages, chatTurns } from "#drizzle/schema/chat.ts";
import type { ChatMessage } from "#lib/schemas/chat.ts";
import { GetThreadInput, ThreadWithMessages } from "#lib/schemas/chat-threads.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { errorOf, readThread, type TurnRow, usageOf } from "./internal.ts";
import { shownMessage, storedParts } from "./parts.ts";

const Cursor = z.tuple([z.int()]);

const { id: messageId, seq, role, parts, createdAt } = chatMessages;
const shown = { id: messageId, seq, role, parts, createdAt };

export const getThread = operation({
  name: "chat.get",
  summary: "Read a conversation: its newest messages first, older ones by page",
  input: GetThreadInput,
  output: ThreadWithMessages,
  permission: "chat:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/chat/{id}" },
  async run({ tx, input: { id, cursor, limit } }) {
    const thread = await readThread(tx, id);
    const at = decodeCursor(cursor, Cursor);
    const rows = await tx
      .select({ message: shown, turn: chatTurns })
      .from(chatMessages)
      .innerJoin(
        chatTurns,
        and(eq(chatTurns.workspaceId, chatMessages.workspaceId), eq(chatTurns.id, chatMessages.turnId)),
      )
      .where(
        and(
          eq(chatMessages.threadId, id),
          at ? lt(chatMessages.seq, at[0]) : undefined,
          // An attempt that was made anew stands in its successor.
          sql`(${chatMessages.role} = 'user' or not coalesce(${chatTurns.error} ? 'retriedBy', false))`,
        ),
      )
      .orderBy(desc(chatMessages.seq))
      .limit(limit + 1);
    const { items, nextCursor } = toPage(
      rows,
      limit,
      ({ message }) => [message.seq],
      ({ message, turn }) => toMessage(id, message, turn),
    );
    return { thread, items: items.reverse(), nextCursor };
  },
});

type MessageRow = Pick<typeof chatMessages.$inferSelect, keyof typeof shown>;

function toMessage(threadId: string, row: MessageRow, turn: TurnRow): ChatMessage {
  return {
    id: row.id,
    role: row.role,
    parts: shownMessage(storedParts(row.parts)),
    metadata: {
      threadId,
      turnId: turn.id,
      status: turn.status,
      model: turn.model,
      promptVersion: turn.promptVersion,
      usage: usageOf(turn),
      error: errorOf(turn),
    },
    createdAt: row.createdAt.toISOString(),
  };
}
