import { and, desc, eq, sql } from "drizzle-orm";

import { chatMessages, chatTurns } from "#drizzle/schema/chat.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { RetryTurnInput, TurnStarted } from "#lib/schemas/chat.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { beginTurn } from "./begin-turn.ts";
import { errorOf, lockThread, retryPrefix, type TurnRow } from "./internal.ts";
import { type StoredPart, storedParts } from "./parts.ts";

const workerPatienceMs = 10 * 60_000;

export const retryTurn = operation({
  name: "chat.retry",
  summary: "Answer a message again whose answer failed or was stopped",
  input: RetryTurnInput,
  output: TurnStarted,
  permission: "chat:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/chat/turns/{id}/retry" },
  async run({ ctx, tx, input: { id } }) {
    const turn = await lastTurn(tx, id);
    const started = await beginTurn(ctx, {
      threadId: turn.threadId,
      clientKey: `${retryPrefix}${turn.id}`,
      question: null,
      answer: await completeSteps(tx, turn.id),
      choice: turn.choice,
      patienceMs: workerPatienceMs,
    });
    const error = { ...(errorOf(turn) ?? {}), retriedBy: started.turnId };
    await tx.update(chatTurns).set({ error }).where(eq(chatTurns.id, turn.id));
    await enqueueJob(ctx, "chat.answer", { turnId: started.turnId }, { key: started.turnId });
    return started;
  },
});

async function lastTurn(tx: Tx, id: string): Promise<TurnRow> {
  const [named] = await tx.select().from(chatTurns).where(eq(chatTurns.id, id));
  if (!named) throw notFound("answer");
  await lockThread(tx, named.threadId);
  const [last] = await tx
    .select()
    .from(chatTurns)
    .where(
      and(eq(chatTurns.threadId, named.threadId), sql`${chatTurns.clientKey} <> ${`${retryPrefix}${id}`}`),
    )
    .orderBy(desc(chatTurns.id))
    .limit(1);
  if (last?.id !== id) {
    throw new AppError("conflict", "The conversation has gone on since. Ask again at its end.");
  }
  if (last.status !== "failed" && last.status !== "stopped") {
    throw new AppError("conflict", "This answer did not fail. Ask again at the end of the conversation.");
  }
  return last;
}

/** What was read and proposed is not read and proposed again. */
async function completeSteps(tx: Tx, turnId: string): Promise<StoredPart[]> {
  const [message] = await tx
    .select()
    .from(chatMessages)
    .where(and(eq(chatMessages.turnId, turnId), eq(chatMessages.role, "assistant")));
  return storedParts(message?.parts ?? []).filter(
    (part) => part.type === "tool" || (part.type === "text" && !part.partial),
  );
}
