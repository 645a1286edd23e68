import { and, eq, sql } from "drizzle-orm";

import { chatMessages, chatTurns } from "#drizzle/schema/chat.ts";
import type { Decision, TurnStarted } from "#lib/schemas/chat.ts";
import { Id } from "#lib/schemas/common.ts";
import { type Context, hashOf, step } from "#server/core/index.ts";

import { beginTurn } from "./begin-turn.ts";
import { storedParts } from "./parts.ts";

interface ProposingTurn {
  turnId: string;
  threadId: string;
  proposalIds: string[];
}

/** The turn that made a proposal, with all that it proposed; null when it was none of one's own. */
export function findProposingTurn(ctx: Context, proposalId: string): Promise<ProposingTurn | null> {
  return step(ctx, async ({ tx }) => {
    const [proposal] = await tx.execute<{ thread: string | null }>(
      sql`select source ->> 'threadId' as thread from crm.proposals where id = ${proposalId}`,
    );
    const threadId = Id.safeParse(proposal?.thread).data;
    if (threadId === undefined) return null;
    const [row] = await tx
      .select()
      .from(chatMessages)
      .where(
        and(
          eq(chatMessages.threadId, threadId),
          eq(chatMessages.role, "assistant"),
          sql`${chatMessages.parts} @> ${JSON.stringify([{ type: "tool", proposal: { proposalId } }])}::jsonb`,
        ),
      )
      .orderBy(sql`${chatMessages.seq} desc`)
      .limit(1);
    if (!row) return null;
    const proposalIds = storedParts(row.parts).flatMap((part) =>
      part.type === "tool" && part.proposal ? [part.proposal.proposalId] : [],
    );
    return { turnId: row.turnId, threadId: row.threadId, proposalIds };
  });
}

interface Decided {
  decision: Decision;
  /** What the model is told. */
  answer: string;
}

/**
 * Puts what became of a turn's proposals into the thread and begins the turn that goes on from there; the same
 * decisions begin it once. Throws conflict while another turn of the thread runs.
 */
export function resumeThread(
  ctx: Context,
  { turnId, threadId }: ProposingTurn,
  decided: Decided[],
): Promise<TurnStarted> {
  const outcomes = decided.map(({ decision }) => [decision.proposalId, decision.outcome]);
  return step(ctx, async ({ ctx: inside, tx }) => {
    const started = await beginTurn(inside, {
      threadId,
      clientKey: `proposals:${turnId}:${hashOf(outcomes).slice(0, 16)}`,
      question: decided.map(({ decision, answer }) => ({ type: "decision", decision, answer })),
      patienceMs: 10 * 60_000,
    });
    await tx
      .update(chatTurns)
      .set({ status: "done" })
      .where(and(eq(chatTurns.id, turnId), eq(chatTurns.status, "waiting")));
    return started;
  });
}
