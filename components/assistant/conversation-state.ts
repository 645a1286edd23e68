import type { About, ChatMessage, Chosen, MessagePart } from "#lib/schemas/chat.ts";
import type { ChatThread } from "#lib/schemas/chat-threads.ts";
import type { Failure } from "#lib/result.ts";
import type { Queue } from "#components/layout/assistant-queue.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";

export interface ConversationState {
  /** Counts how often another conversation was gone to. */
  opened: number;
  /** Null for a conversation that has not begun. */
  threadId: string | null;
  thread: ChatThread | null;
  /** The one that was gone to is not there: another begins in its place. */
  isGone: boolean;
  /** In the order in which they were said. */
  messages: readonly ChatMessage[];
  /** Leads to earlier messages. */
  cursor: string | null;
  isLoading: boolean;
  /** A message is on its way, or its answer is. */
  phase: "idle" | "sending" | "answering";
  isStopping: boolean;
  /** Of what was tried last; all that was shown stays. */
  failure: Failure | null;
  /** What is being typed. */
  draft: string;
  /** Records that the draft mentions, by the names that stand in it. */
  mentions: readonly NamedRecord[];
  /** What is sent when the answer has come to its end, the first of them first. */
  queue: Queue;
  /** The answer that came to its end while it was watched: it is read out. */
  answeredId: string | null;
}

export const emptyConversation = (threadId: string | null): ConversationState => ({
  opened: 0,
  threadId,
  thread: null,
  isGone: false,
  messages: [],
  cursor: null,
  isLoading: threadId !== null,
  phase: "idle",
  isStopping: false,
  failure: null,
  draft: "",
  mentions: [],
  queue: [],
  answeredId: null,
});

/** The question as it is shown until the conversation is read again. */
export const ownMessage = (text: string, items: About[], threadId: string | null): ChatMessage =>
  ownParts(
    [
      { type: "text", text },
      ...(items.length > 0 ? [{ type: "data-about" as const, id: "about" as const, data: { items } }] : []),
    ],
    threadId,
  );

/** The same for what was clicked. */
export const ownChoice = (chosen: Chosen, threadId: string): ChatMessage =>
  ownParts([{ type: "data-chosen", id: chosen.toolCallId, data: chosen }], threadId);

const ownParts = (parts: MessagePart[], threadId: string | null): ChatMessage => ({
  id: `own-${Date.now()}`,
  role: "user",
  parts,
  metadata: {
    threadId: threadId ?? "",
    turnId: "",
    status: "running",
    model: null,
    usage: null,
    error: null,
  },
  createdAt: new Date().toISOString(),
});

/** Until the conversation is read again, which has it under its own id. */
export const isOwnCopy = ({ id }: ChatMessage): boolean => id.startsWith("own-");

/** The same for a message that is sent again because nobody knows whether it arrived. */
export const newClientKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
