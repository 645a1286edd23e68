import { and, desc, eq } from "drizzle-orm";

import { chatMessages, chatTurns } from "#drizzle/schema/chat.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { Chosen, ChooseInput } from "#lib/schemas/chat.ts";
import type { Tx } from "#server/db/index.ts";

import { readThread } from "./internal.ts";
import { storedParts } from "./parts.ts";

/** The same for every option of a question: it is answered by a click once. */
export const choiceKey = ({ turnId, toolCallId }: ChooseInput): string => `choice:${turnId}:${toolCallId}`;

/**
 * What was clicked, in the words in which it was offered. Throws not_found where nothing of the kind was, conflict where
 * the conversation has gone on since.
 */
export async function readChosen(tx: Tx, threadId: string, input: ChooseInput): Promise<Chosen> {
  await readThread(tx, threadId);
  const { turnId, toolCallId, option } = input;
  const [asking] = await tx
    .select({ parts: chatMessages.parts, seq: chatMessages.seq })
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.threadId, threadId),
        eq(chatMessages.turnId, turnId),
        eq(chatMessages.role, "assistant"),
      ),
    );
  const asked = storedParts(asking?.parts ?? []).find(
    (part) => part.type === "tool" && part.toolCallId === toolCallId,
  );
  const offered = asked?.type === "tool" ? asked.choice?.options[option - 1] : undefined;
  if (!asking || !offered) throw notFound("choice");
  await requireOpen(tx, { threadId, seq: asking.seq, input });
  return { toolCallId, option, ...offered };
}

interface Asking {
  threadId: string;
  seq: number;
  input: ChooseInput;
}

/** The question ends the conversation, or this very option was clicked before. */
async function requireOpen(tx: Tx, { threadId, seq, input }: Asking): Promise<void> {
  const [before] = await tx
    .select({ parts: chatMessages.parts })
    .from(chatTurns)
    .innerJoin(
      chatMessages,
      and(
        eq(chatMessages.workspaceId, chatTurns.workspaceId),
        eq(chatMessages.turnId, chatTurns.id),
        eq(chatMessages.role, "user"),
      ),
    )
    .where(eq(chatTurns.clientKey, choiceKey(input)));
  if (before) {
    const chose = storedParts(before.parts).some(
      (part) => part.type === "chosen" && part.chosen.option === input.option,
    );
    if (chose) return;
    throw new AppError("conflict", "This question was answered already, by another option.");
  }
  const [last] = await tx
    .select({ seq: chatMessages.seq })
    .from(chatMessages)
    .where(eq(chatMessages.threadId, threadId))
    .orderBy(desc(chatMessages.seq))
    .limit(1);
  if (last?.seq !== seq) {
    throw new AppError("conflict", "The conversation has gone on since. Write your answer instead.");
  }
}
