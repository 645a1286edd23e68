import type { ChatMessage } from "#lib/schemas/chat.ts";
import { type ChatChunk, runTurn, type Sink } from "#server/assistant/index.ts";
import { getThread, sendAndAnswer } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { bindModel, type ModelDriver } from "#server/llm/index.ts";

import { through } from "./owners.ts";

/** A sink that remembers. */
export function memorySink(): { sink: Sink; chunks: ChatChunk[] } {
  const chunks: ChatChunk[] = [];
  return { chunks, sink: { write: (chunk) => void chunks.push(chunk), close: () => Promise.resolve() } };
}

interface Asked {
  threadId: string;
  turnId: string;
  chunks: ChatChunk[];
  /** As chat.get shows it. */
  answer: ChatMessage;
}

/** Asks, lets `model` answer in this process, and reads what was stored. */
export async function ask(
  ctx: Context,
  model: ModelDriver,
  message: string,
  threadId?: string,
): Promise<Asked> {
  const started = await sendAndAnswer(through(ctx, "rest"), { message, ...(threadId ? { threadId } : {}) });
  return { ...started, ...(await answerWith(ctx, model, started)) };
}

/** Lets `model` answer a turn that was begun. */
export async function answerWith(
  ctx: Context,
  model: ModelDriver,
  { threadId, turnId }: { threadId: string; turnId: string },
): Promise<Pick<Asked, "chunks" | "answer">> {
  bindModel(model);
  const { sink, chunks } = memorySink();
  await runTurn(ctx, turnId, { sink, signal: new AbortController().signal, whenInterrupted: () => "fail" });
  return { chunks, answer: await answerOf(ctx, threadId, turnId) };
}

export const messagesOf = async (ctx: Context, threadId: string): Promise<ChatMessage[]> =>
  (await getThread(through(ctx, "rest"), { id: threadId })).items;

export async function answerOf(ctx: Context, threadId: string, turnId: string): Promise<ChatMessage> {
  const found = (await messagesOf(ctx, threadId)).find(
    ({ role, metadata }) => role === "assistant" && metadata.turnId === turnId,
  );
  if (!found) throw new Error("the turn has no answer");
  return found;
}

export const textOf = ({ parts }: ChatMessage): string =>
  parts.map((part) => (part.type === "text" ? part.text : "")).join("");
