import { and, desc, eq, gt, lt, sql } from "drizzle-orm";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import { profiles } from "#drizzle/schema/workspaces.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { ModelChoice } from "#lib/schemas/chat.ts";
import type { Memory } from "#lib/schemas/memories.ts";
import { type Context, newId, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { memoriesOf } from "#server/memories/index.ts";

import { retryPrefix } from "./internal.ts";
import { type StoredMessage, type StoredPart, storedParts } from "./parts.ts";
import { summaryOf, type ThreadSummary } from "./summary.ts";

export const leaseMs = 15_000;

export const leaseEnd = () => sql`now() + make_interval(secs => ${leaseMs / 1000})`;

/** More than a summary leaves; without one, older messages are left out. */
const historyMax = 60;

/** A turn that this process answers. */
export interface ClaimedTurn {
  id: string;
  threadId: string;
  /** This turn, then those that it answers anew, the first attempt last. */
  attempts: string[];
  /** An earlier process may have proposed what `parts` does not know of. */
  mayHaveProposed: boolean;
  token: string;
  /** Of the answer. */
  messageId: string;
  tainted: boolean;
  /** The beginning of the conversation in short; null while all of it is in `history`. */
  summary: ThreadSummary | null;
  /** What came after that: oldest first, with the question, without the answer. */
  history: StoredMessage[];
  /** What an earlier process or attempt had said and done. */
  parts: StoredPart[];
  person: {
    displayName: string;
    timeZone: string;
    /** What they want kept in mind. */
    memories: Pick<Memory, "body" | "fromOutside">[];
  };
  /** Which models the person wants. */
  choice: ModelChoice;
}

export type TurnClaim =
  | { state: "claimed"; turn: ClaimedTurn }
  /** Another process answers it. */
  | { state: "held" }
  | { state: "over" };

/** Takes a turn that nobody answers, by one conditional update. Throws not_found. */
export function claimTurn(ctx: Context, turnId: string): Promise<TurnClaim> {
  const token = newId();
  return step(ctx, async ({ tx }) => {
    const claiming = tx
      .update(chatTurns)
      .set({ token, leaseUntil: leaseEnd() })
      .where(
        and(
          eq(chatTurns.id, turnId),
          eq(chatTurns.status, "running"),
          sql`(${chatTurns.token} is null or ${chatTurns.leaseUntil} < now())`,
        ),
      )
      .returning({
        threadId: chatTurns.threadId,
        choice: chatTurns.choice,
        clientKey: chatTurns.clientKey,
      });
    // Sent together: what is read is read once the turn is taken.
    const [[claimed], [found], memories] = await Promise.all([
      claiming,
      selectAnswer(tx, ctx, turnId),
      memoriesOf(tx, ctx.user.id),
    ]);
    if (!claimed) return whyNot(tx, turnId);
    if (!found) throw notFound("conversation");
    return { state: "claimed", turn: await readTurn(tx, { turnId, ...claimed, token, found, memories }) };
  });
}

async function whyNot(tx: Tx, turnId: string): Promise<TurnClaim> {
  const [row] = await tx.select({ status: chatTurns.status }).from(chatTurns).where(eq(chatTurns.id, turnId));
  if (!row) throw notFound("answer");
  return { state: row.status === "running" ? "held" : "over" };
}

/** The answer of a turn, with what its thread and the person bring along. */
const selectAnswer = (tx: Tx, ctx: Context, turnId: string) =>
  tx
    .select({
      ...{ messageId: chatMessages.id, seq: chatMessages.seq, parts: chatMessages.parts },
      ...{ tainted: chatThreads.tainted, summary: chatThreads.summary },
      ...{ displayName: profiles.displayName, timeZone: profiles.timeZone },
      hasProposed: hasProposed(turnId),
    })
    .from(chatMessages)
    .innerJoin(
      chatThreads,
      and(eq(chatThreads.workspaceId, chatMessages.workspaceId), eq(chatThreads.id, chatMessages.threadId)),
    )
    .leftJoin(profiles, eq(profiles.userId, ctx.user.id))
    .where(and(eq(chatMessages.turnId, turnId), eq(chatMessages.role, "assistant")));

interface Claimed extends Pick<ClaimedTurn, "threadId" | "choice" | "token"> {
  turnId: string;
  clientKey: string;
  found: Awaited<ReturnType<typeof selectAnswer>>[number];
  memories: ClaimedTurn["person"]["memories"];
}

async function readTurn(
  tx: Tx,
  { turnId, threadId, choice, token, clientKey, found, memories }: Claimed,
): Promise<ClaimedTurn> {
  const isRetry = clientKey.startsWith(retryPrefix);
  const summary = summaryOf(found.summary);
  return {
    id: turnId,
    threadId,
    attempts: isRetry ? await attemptsOf(tx, turnId) : [turnId],
    mayHaveProposed: isRetry || found.hasProposed,
    token,
    messageId: found.messageId,
    tainted: found.tainted,
    summary,
    history: await historyBetween(tx, threadId, summary?.upToSeq ?? 0, found.seq),
    parts: storedParts(found.parts).filter((part) => part.type !== "text" || !part.partial),
    person: {
      displayName: found.displayName ?? "",
      timeZone: found.timeZone ?? "UTC",
      memories,
    },
    choice,
  };
}

/** Ids grow with time, and a proposal is younger than its turn. */
const hasProposed = (turnId: string) =>
  sql<boolean>`exists (select from crm.proposals p where p.id >= ${turnId} and p.source ->> 'turnId' = ${turnId})`;

async function attemptsOf(tx: Tx, turnId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive attempts as (
      select id, client_key, 0 as back from crm.chat_turns where id = ${turnId}
      union all
      select t.id, t.client_key, a.back + 1 from attempts a
        join crm.chat_turns t on a.client_key = ${retryPrefix} || t.id
    ) select id from attempts order by back`);
  return rows.map(({ id }) => id);
}

/**
 * Throws conflict unless the caller still answers the turn. Until this transaction ends nobody takes it over, and whoever
 * else asks this waits: what a turn proposes comes one by one.
 */
export async function requireHeldTurn(
  tx: Tx,
  { id, token }: Pick<ClaimedTurn, "id" | "token">,
): Promise<void> {
  const [row] = await tx
    .select({ id: chatTurns.id })
    .from(chatTurns)
    .where(and(eq(chatTurns.id, id), eq(chatTurns.token, token), eq(chatTurns.status, "running")))
    .for("no key update");
  if (!row) throw new AppError("conflict", "This is being answered elsewhere by now.");
}

async function historyBetween(
  tx: Tx,
  threadId: string,
  after: number,
  before: number,
): Promise<StoredMessage[]> {
  const rows = await tx
    .select({ role: chatMessages.role, parts: chatMessages.parts })
    .from(chatMessages)
    .innerJoin(
      chatTurns,
      and(eq(chatTurns.workspaceId, chatMessages.workspaceId), eq(chatTurns.id, chatMessages.turnId)),
    )
    .where(
      and(
        eq(chatMessages.threadId, threadId),
        gt(chatMessages.seq, after),
        lt(chatMessages.seq, before),
        sql`(${chatMessages.role} = 'user' or not coalesce(${chatTurns.error} ? 'retriedBy', false))`,
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(historyMax);
  return rows.reverse().map(({ role, parts }) => ({ role, parts: storedParts(parts) }));
}
