import { and, eq, sql } from "drizzle-orm";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import type { TurnError, TurnStatus, TurnUsage } from "#lib/schemas/chat.ts";
import { budgetWarning, usageOfTurn } from "#server/billing/index.ts";
import { type Context, emit, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { type ClaimedTurn, leaseEnd } from "./claim-turn.ts";
import { lockThread } from "./internal.ts";
import { storable, type StoredPart } from "./parts.ts";

/** Another process has taken the turn over, or gave it up: what this one still says is not written. */
export class LostTurnError extends Error {
  constructor(turnId: string) {
    super(`turn ${turnId} is answered elsewhere`);
    this.name = "LostTurnError";
  }
}

type Held = Pick<ClaimedTurn, "id" | "token" | "threadId" | "messageId">;

const held = ({ id, token }: Held) =>
  and(eq(chatTurns.id, id), eq(chatTurns.token, token), eq(chatTurns.status, "running"));

/** Keeps the turn for another lease; answers whether it is still this process's, and whether it is to stop. */
export function extendTurn(ctx: Context, turn: Held): Promise<{ held: boolean; stopRequested: boolean }> {
  return step(ctx, async ({ tx }) => {
    const [row] = await tx
      .update(chatTurns)
      .set({ leaseUntil: leaseEnd() })
      .where(held(turn))
      .returning({ stopRequestedAt: chatTurns.stopRequestedAt });
    return { held: row !== undefined, stopRequested: Boolean(row?.stopRequestedAt) };
  });
}

interface Said {
  parts: StoredPart[];
  /** Text from outside was read. */
  tainted: boolean;
}

/** Writes a step that has ended: what the next process would go on from. Throws LostTurnError. */
export function saveStep(ctx: Context, turn: Held, said: Said): Promise<void> {
  return step(ctx, async ({ tx }) => {
    // The thread before its turn, as a stop and a second tab lock them: in the other order both would wait.
    // In the bin too: its turn was ended with it, and the process is to learn that it lost it.
    await lockThread(tx, turn.threadId, { withDeleted: true });
    const [row] = await tx
      .update(chatTurns)
      .set({ leaseUntil: leaseEnd() })
      .where(held(turn))
      .returning({ id: chatTurns.id });
    if (!row) throw new LostTurnError(turn.id);
    await write(tx, turn, said);
  });
}

async function write(tx: Tx, turn: Held, { parts, tainted }: Said): Promise<void> {
  await tx
    .update(chatMessages)
    .set({ parts: storable(parts) })
    .where(eq(chatMessages.id, turn.messageId));
  if (tainted) await tx.update(chatThreads).set({ tainted: true }).where(eq(chatThreads.id, turn.threadId));
}

interface Ending extends Said {
  status: Exclude<TurnStatus, "running">;
  model: string;
  promptVersion: string;
  /** The price or the tokens of a call were a guess. */
  estimated: boolean;
  error: TurnError | null;
}

/** Ends the turn: answer, usage and error, in one transaction. Throws LostTurnError. */
export function finishTurn(ctx: Context, turn: Held, ending: Ending): Promise<TurnUsage> {
  return step(ctx, async ({ ctx: inside, tx }) => {
    await lockThread(tx, turn.threadId, { withDeleted: true });
    const usage: TurnUsage = {
      ...(await usageOfTurn(tx, turn.id)),
      estimated: ending.estimated,
      tookMs: await tookMs(tx, turn.id),
      warning: await budgetWarning(tx, ctx),
    };
    const [row] = await tx
      .update(chatTurns)
      .set({
        status: ending.status,
        model: ending.model,
        promptVersion: ending.promptVersion,
        usage,
        error: ending.error,
        token: null,
        finishedAt: sql`now()`,
      })
      .where(held(turn))
      .returning({ id: chatTurns.id });
    if (!row) throw new LostTurnError(turn.id);
    await write(tx, turn, ending);
    await tx
      .update(chatThreads)
      .set({ lastAt: sql`now()` })
      .where(eq(chatThreads.id, turn.threadId));
    await emit(inside, { type: "chat.changed", payload: { threadId: turn.threadId } });
    return usage;
  });
}

/** Since it was asked, by the database's clock. */
async function tookMs(tx: Tx, turnId: string): Promise<number | null> {
  const [row] = await tx.execute<{ ms: number }>(sql`
    select (extract(epoch from clock_timestamp() - created_at) * 1000)::int as ms from crm.chat_turns where id = ${turnId}`);
  return row ? Math.max(0, row.ms) : null;
}

/** Leaves the turn to the next process, which goes on from the last step. */
export function handBackTurn(ctx: Context, turn: Held): Promise<void> {
  return step(ctx, async ({ tx }) => {
    await tx
      .update(chatTurns)
      .set({ token: null, leaseUntil: sql`now() + interval '10 minutes'` })
      .where(held(turn));
  });
}
