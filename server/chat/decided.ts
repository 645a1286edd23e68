import { and, asc, eq, isNull, sql } from "drizzle-orm";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import type { Decision, ModelChoice, TurnStarted } from "#lib/schemas/chat.ts";
import { Id } from "#lib/schemas/common.ts";
import { type Context, hashOf, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { beginTurn } from "./begin-turn.ts";
import { lockThread } from "./internal.ts";
import { storedParts } from "./parts.ts";

interface ProposingTurn {
  turnId: string;
  threadId: string;
  proposalIds: string[];
  choice: ModelChoice;
}

/** The turn that made a proposal, with all that it proposed; null when it was none of one's own, or is in the bin. */
export function findProposingTurn(ctx: Context, proposalId: string): Promise<ProposingTurn | null> {
  return step(ctx, async ({ tx }) => {
    const [proposal] = await tx.execute<{ thread: string | null }>(
      sql`select source ->> 'threadId' as thread from crm.proposals where id = ${proposalId}`,
    );
    const threadId = Id.safeParse(proposal?.thread).data;
    if (threadId === undefined) return null;
    const [row] = await tx
      .select({ parts: chatMessages.parts, turnId: chatTurns.id, choice: chatTurns.choice })
      .from(chatMessages)
      .innerJoin(
        chatTurns,
        and(eq(chatTurns.workspaceId, chatMessages.workspaceId), eq(chatTurns.id, chatMessages.turnId)),
      )
      .innerJoin(
        chatThreads,
        and(eq(chatThreads.workspaceId, chatMessages.workspaceId), eq(chatThreads.id, chatMessages.threadId)),
      )
      .where(and(madeIn(threadId, proposalId), isNull(chatThreads.deletedAt)))
      .orderBy(sql`${chatMessages.seq} desc`)
      .limit(1);
    if (!row) return null;
    const proposalIds = new Set(
      storedParts(row.parts).flatMap((part) =>
        part.type === "tool" && part.proposal ? [part.proposal.proposalId] : [],
      ),
    );
    return { turnId: row.turnId, threadId, proposalIds: [...proposalIds], choice: row.choice };
  });
}

/** The answers of a thread that made a proposal: more than one where an answer was given anew. */
export const madeIn = (threadId: string, proposalId: string) =>
  and(
    eq(chatMessages.threadId, threadId),
    eq(chatMessages.role, "assistant"),
    sql`${chatMessages.parts} @> ${JSON.stringify([{ type: "tool", proposal: { proposalId } }])}::jsonb`,
  );

interface Decided {
  decision: Decision;
  /** What the model is told. */
  answer: string;
  /** The same proposal may be decided again. */
  decidedAt: string | null;
}

/**
 * Puts what became of a turn's proposals into the thread and begins the turn that goes on from there; the same
 * decisions begin it once. What the thread was told before is left out; null where that is all. Throws conflict while
 * another turn of the thread runs.
 */
export function resumeThread(
  ctx: Context,
  { turnId, threadId, choice }: ProposingTurn,
  decided: Decided[],
): Promise<TurnStarted | null> {
  const outcomes = decided.map(({ decision, decidedAt }) => [
    decision.proposalId,
    decision.outcome,
    decidedAt,
  ]);
  const clientKey = `proposals:${turnId}:${hashOf(outcomes).slice(0, 16)}`;
  return step(ctx, async ({ ctx: inside, tx }) => {
    const [before] = await tx
      .select({ threadId: chatTurns.threadId, turnId: chatTurns.id })
      .from(chatTurns)
      .where(eq(chatTurns.clientKey, clientKey));
    if (before) return before;
    await lockThread(tx, threadId);
    const told = await toldIn(tx, threadId);
    const news = decided.filter(({ decision }) => told.get(decision.proposalId) !== decision.outcome);
    if (news.length === 0) return null;
    const started = await beginTurn(inside, {
      threadId,
      clientKey,
      question: news.map(({ decision, answer }) => ({ type: "decision", decision, answer })),
      choice,
      patienceMs: 10 * 60_000,
    });
    await tx
      .update(chatTurns)
      .set({ status: "done" })
      .where(and(eq(chatTurns.id, turnId), eq(chatTurns.status, "waiting")));
    return started;
  });
}

/** The last that a thread was told of each proposal. */
async function toldIn(tx: Tx, threadId: string): Promise<Map<string, Decision["outcome"]>> {
  const rows = await tx
    .select({ parts: chatMessages.parts })
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.threadId, threadId),
        eq(chatMessages.role, "user"),
        sql`${chatMessages.parts} @> '[{"type": "decision"}]'::jsonb`,
      ),
    )
    .orderBy(asc(chatMessages.seq));
  const decisions = rows.flatMap(({ parts }) =>
    storedParts(parts).flatMap((part) => (part.type === "decision" ? [part.decision] : [])),
  );
  return new Map(decisions.map(({ proposalId, outcome }) => [proposalId, outcome]));
}
