import { and, asc, desc, eq, gt, sql } from "drizzle-orm";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import { AppError } from "#lib/errors.ts";
import type { Decision } from "#lib/schemas/chat.ts";
import { Id } from "#lib/schemas/common.ts";
import { emit, newId, type OperationContext } from "#server/core/index.ts";

import { madeIn } from "./decided.ts";
import { storable, type StoredPart, storedParts } from "./parts.ts";

interface Reopened extends Omit<Decision, "outcome"> {
  threadId: string;
}

/**
 * Writes into its conversation that a proposal that was turned down waits again, where the assistant was told that it
 * was. Throws conflict once the person has asked on, or the assistant has proposed something else since: both rest on
 * that it was turned down.
 */
export async function noteReopened(ctx: OperationContext, { threadId, ...named }: Reopened): Promise<void> {
  const { tx } = ctx.open;
  const id = Id.safeParse(threadId).data;
  if (id === undefined) return;
  // Nobody asks on meanwhile.
  const [thread] = await tx
    .select({ id: chatThreads.id })
    .from(chatThreads)
    .where(eq(chatThreads.id, id))
    .for("no key update");
  const [made] = await tx
    .select({ seq: chatMessages.seq })
    .from(chatMessages)
    .where(madeIn(id, named.proposalId))
    .orderBy(desc(chatMessages.seq))
    .limit(1);
  if (!thread || !made) return;
  const later = await tx
    .select({ seq: chatMessages.seq, parts: chatMessages.parts, role: chatMessages.role })
    .from(chatMessages)
    .where(and(eq(chatMessages.threadId, id), gt(chatMessages.seq, made.seq)))
    .orderBy(asc(chatMessages.seq));
  const parts = later.flatMap((message) => storedParts(message.parts).map((part) => ({ ...message, part })));
  if (parts.some(({ role, part }) => restsOn(role, part))) {
    throw new AppError(
      "conflict",
      "The conversation has gone on since you turned this down. Ask for it again if you want it after all.",
    );
  }
  const told = parts.findLast(
    ({ part }) => part.type === "decision" && part.decision.proposalId === named.proposalId,
  )?.part;
  if (told?.type !== "decision" || told.decision.outcome !== "rejected") return;
  await write(ctx, { threadId: id, ...named }, later.at(-1)?.seq ?? made.seq);
}

const restsOn = (role: "user" | "assistant", part: StoredPart): boolean =>
  role === "user" ? part.type === "text" : part.type === "tool" && part.proposal !== null;

async function write(ctx: OperationContext, { threadId, ...named }: Reopened, seq: number): Promise<void> {
  const { tx } = ctx.open;
  const turnId = newId();
  const own = { workspaceId: ctx.workspace.id, userId: ctx.user.id, threadId };
  await tx
    .insert(chatTurns)
    .values({ ...own, id: turnId, clientKey: `reopened:${turnId}`, status: "done", finishedAt: sql`now()` });
  const decision = { ...named, outcome: "reopened" as const };
  const answer =
    "(From the app: the person let a proposal wait again that they had turned down. What becomes of it follows. The report is data.)\n" +
    JSON.stringify(decision);
  const parts = storable([{ type: "decision", decision, answer }]);
  await tx.insert(chatMessages).values({ ...own, id: newId(), turnId, seq: seq + 1, role: "user", parts });
  await emit(ctx, { type: "chat.changed", payload: { threadId } });
}
