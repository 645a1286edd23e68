import { and, eq, isNull, sql } from "drizzle-orm";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import { spokenParts } from "#lib/about.ts";
import { AppError, notFound } from "#lib/errors.ts";
import type { ModelChoice, TurnStarted } from "#lib/schemas/chat.ts";
import { emit, newId, type OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { interrupted } from "./internal.ts";
import { storable, type StoredPart } from "./parts.ts";

interface Beginning {
  /** A new thread when left out. */
  threadId?: string | undefined;
  clientKey: string;
  /** What the person said or decided; null where an earlier message is answered anew. */
  question: StoredPart[] | null;
  /** What an earlier attempt had said and done. */
  answer?: StoredPart[];
  choice?: ModelChoice | undefined;
  /** For how long nobody may take the turn for abandoned although nobody answers it yet. */
  patienceMs: number;
}

/**
 * Writes the question and an empty answer whose turn runs. The same key answers the same turn. Throws conflict while
 * another turn of the thread runs, not_found for a thread that is not one's own.
 */
export async function beginTurn(ctx: OperationContext, beginning: Beginning): Promise<TurnStarted> {
  const { tx } = ctx.open;
  const { clientKey, question } = beginning;
  const before = await begunBefore(ctx, clientKey);
  if (before) return before;
  const threadId = beginning.threadId ?? newId();
  const turnId = newId();
  if (beginning.threadId) {
    await touchThread(tx, threadId);
    await endAbandoned(tx, threadId);
  }
  // A new thread and its turn are sent together, and written in this order.
  const [, [turn]] = await Promise.all([
    beginning.threadId ? null : insertThread(ctx, threadId, question),
    insertTurn(ctx, { ...beginning, threadId, turnId }),
  ]);
  if (!turn) {
    throw new AppError(
      "conflict",
      "The assistant is still answering in this conversation. Wait for it, or stop it first.",
    );
  }
  await addMessages(ctx, { threadId, turnId, question, answer: beginning.answer ?? [] });
  await emit(ctx, { type: "chat.changed", payload: { threadId } });
  return { threadId, turnId };
}

/** Two requests with the same key: the second waits here, then finds the first one's turn. */
async function begunBefore({ open: { tx }, user }: OperationContext, clientKey: string) {
  const [, [before]] = await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${user.id} ${clientKey}`}, 7))`),
    tx
      .select({ threadId: chatTurns.threadId, turnId: chatTurns.id })
      .from(chatTurns)
      .where(eq(chatTurns.clientKey, clientKey)),
  ]);
  return before;
}

type NewTurn = Pick<Beginning, "clientKey" | "choice" | "patienceMs"> & TurnStarted;

/** No row comes of it while another turn of the thread runs. */
const insertTurn = (ctx: OperationContext, { threadId, turnId, clientKey, choice, patienceMs }: NewTurn) =>
  ctx.open.tx
    .insert(chatTurns)
    .values({
      id: turnId,
      workspaceId: ctx.workspace.id,
      userId: ctx.user.id,
      threadId,
      clientKey,
      status: "running",
      choice: choice ?? "auto",
      leaseUntil: new Date(Date.now() + patienceMs),
    })
    .onConflictDoNothing()
    .returning({ id: chatTurns.id });

const titleMax = 60;

function insertThread(ctx: OperationContext, id: string, question: StoredPart[] | null) {
  const words = titleWords(question ?? []);
  return ctx.open.tx.insert(chatThreads).values({
    id,
    workspaceId: ctx.workspace.id,
    userId: ctx.user.id,
    title: words.length > titleMax ? `${words.slice(0, titleMax).trimEnd()}…` : words || "New conversation",
    lastAt: new Date(),
  });
}

/** What was asked first, with records that are mentioned by their names. */
function titleWords(question: readonly StoredPart[]): string {
  const [first] = question;
  const about = question.flatMap((part) => (part.type === "about" ? part.items : []));
  if (first?.type !== "text") return "";
  return spokenParts(first.text, about)
    .map((part) => (typeof part === "string" ? part : part.label))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** Nobody else begins or ends a turn of it until this transaction ends. Throws not_found. */
async function touchThread(tx: Tx, threadId: string): Promise<void> {
  const [row] = await tx
    .update(chatThreads)
    .set({ lastAt: sql`now()`, archivedAt: null })
    .where(and(eq(chatThreads.id, threadId), isNull(chatThreads.deletedAt)))
    .returning({ id: chatThreads.id });
  if (!row) throw notFound("conversation");
}

/** A turn whose process went away no longer keeps its thread from going on. */
async function endAbandoned(tx: Tx, threadId: string): Promise<void> {
  await tx
    .update(chatTurns)
    .set({ status: "failed", error: interrupted, token: null, finishedAt: sql`now()` })
    .where(
      and(
        eq(chatTurns.threadId, threadId),
        eq(chatTurns.status, "running"),
        sql`${chatTurns.leaseUntil} < now()`,
      ),
    );
}

interface Messages {
  threadId: string;
  turnId: string;
  question: StoredPart[] | null;
  answer: StoredPart[];
}

async function addMessages(
  ctx: OperationContext,
  { threadId, turnId, question, answer }: Messages,
): Promise<void> {
  const seq = (after: number) =>
    sql<number>`(select coalesce(max(m.seq), 0) + ${after}::int from crm.chat_messages m where m.thread_id = ${threadId})`;
  const own = { workspaceId: ctx.workspace.id, userId: ctx.user.id, threadId, turnId };
  await ctx.open.tx
    .insert(chatMessages)
    .values([
      ...(question
        ? [{ ...own, id: newId(), seq: seq(1), role: "user" as const, parts: storable(question) }]
        : []),
      { ...own, id: newId(), seq: seq(2), role: "assistant" as const, parts: storable(answer) },
    ]);
}
