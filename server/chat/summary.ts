import { and, asc, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";

import { chatMessages, chatThreads, chatTurns } from "#drizzle/schema/chat.ts";
import { notFound } from "#lib/errors.ts";
import { Decision, Source } from "#lib/schemas/chat.ts";
import { type Context, step } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { asJsonb, type StoredMessage, storedParts } from "./parts.ts";

/** The beginning of a conversation, in short; and what the executor has to know of it, whatever the short text says. */
export const ThreadSummary = z.object({
  /** The last message that it stands for. */
  upToSeq: z.int(),
  text: z.string(),
  /** What was read, by the way to it: an answer may link these. */
  records: z.array(Source),
  decisions: z.array(Decision),
  /** The person's own words. */
  said: z.array(z.string()),
  /** Words from outside that were read; a proposal may show them as what led to it. */
  outside: z.array(
    z.object({ text: z.string(), from: z.string().nullable(), interactionId: z.string().nullable() }),
  ),
  /** Tools that were found. */
  found: z.array(z.string()),
  model: z.string(),
  promptVersion: z.string(),
});
export type ThreadSummary = z.infer<typeof ThreadSummary>;

export const summaryOf = (stored: unknown): ThreadSummary | null =>
  ThreadSummary.safeParse(stored).data ?? null;

/** Lets a worker shorten the beginning of a conversation that has become long. */
export const requestSummary = (ctx: Context, threadId: string): Promise<void> =>
  step(ctx, async ({ ctx: inside }) => {
    await enqueueJob(inside, "chat.summarise", { threadId }, { key: threadId });
  });

export interface NumberedMessage extends StoredMessage {
  seq: number;
  turnId: string;
}

interface ToShorten {
  tainted: boolean;
  summary: ThreadSummary | null;
  /** All that came after it and has ended, oldest first. */
  messages: NumberedMessage[];
}

const messagesMax = 400;

/** What a summary is made of. Throws not_found for a thread that is not one's own. */
export function readForSummary(ctx: Context, threadId: string): Promise<ToShorten> {
  return step(ctx, async ({ tx }) => {
    const [thread] = await tx.select().from(chatThreads).where(eq(chatThreads.id, threadId));
    if (!thread) throw notFound("conversation");
    const summary = summaryOf(thread.summary);
    const rows = await tx
      .select({
        seq: chatMessages.seq,
        turnId: chatTurns.id,
        role: chatMessages.role,
        parts: chatMessages.parts,
      })
      .from(chatMessages)
      .innerJoin(
        chatTurns,
        and(eq(chatTurns.workspaceId, chatMessages.workspaceId), eq(chatTurns.id, chatMessages.turnId)),
      )
      .where(
        and(
          eq(chatMessages.threadId, threadId),
          gt(chatMessages.seq, summary?.upToSeq ?? 0),
          sql`${chatTurns.status} <> 'running'`,
          sql`(${chatMessages.role} = 'user' or not coalesce(${chatTurns.error} ? 'retriedBy', false))`,
        ),
      )
      .orderBy(asc(chatMessages.seq))
      .limit(messagesMax);
    const messages = rows.map(({ parts, ...message }) => ({ ...message, parts: storedParts(parts) }));
    return { tainted: thread.tainted, summary, messages };
  });
}

/** Puts it in the place of the one that it was made from; false where that is no longer the one that stands there. */
export function saveSummary(
  ctx: Context,
  threadId: string,
  { from, summary }: { from: ThreadSummary | null; summary: ThreadSummary },
): Promise<boolean> {
  return step(ctx, async ({ tx }) => {
    const stood = sql`coalesce((${chatThreads.summary} ->> 'upToSeq')::int, 0)`;
    const rows = await tx
      .update(chatThreads)
      .set({ summary: ThreadSummary.parse(asJsonb(summary)) })
      .where(and(eq(chatThreads.id, threadId), sql`${stood} = ${from?.upToSeq ?? 0}`))
      .returning({ id: chatThreads.id });
    return rows.length > 0;
  });
}
