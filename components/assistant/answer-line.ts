import type { ChatMessage, SendMessageInput } from "#lib/schemas/chat.ts";
import type { Failure } from "#lib/result.ts";

import { applyChunk, beginAnswer, type Chunk } from "./chunks.ts";
import type { Shown } from "./conversation-store.ts";
import { readChunks } from "./read-chunks.ts";
import { ask, followAnswer } from "./requests.ts";

const reconnectMs = 700;
const againMs = 5_000;

interface Refused {
  failure: Failure;
  /** Nobody knows whether it arrived all the same. */
  isUnsure: boolean;
}

interface Ends {
  shown: Shown<"threadId", "messages" | "phase" | "isStopping" | "failure" | "answeredId">;
  /** A conversation without a name has one. */
  onBegun: (threadId: string) => void;
  /** What was written down is to be read. */
  onNews: (when: "now" | "soon") => void;
}

export type AnswerLine = ReturnType<typeof createAnswerLine>;

/** The one line by which a message goes out and its answer comes in, chunk by chunk. */
export function createAnswerLine({ shown: { current, set, setSoon }, onBegun, onNews }: Ends) {
  let line = new AbortController();
  let isOpen = false;
  let streaming: string | null = null;

  /** Shows a message and sends it; where it did not arrive it is not shown any more. */
  async function put(own: ChatMessage, input: SendMessageInput): Promise<"left" | "arrived" | Refused> {
    const { signal } = line;
    set({ messages: [...current().messages, own], phase: "sending", failure: null });
    isOpen = true;
    const result = await ask(input, signal);
    if (signal.aborted) return "left";
    if ("response" in result) {
      if (result.response) void consume(result.response);
      return "arrived";
    }
    isOpen = false;
    set({ messages: current().messages.filter(({ id }) => id !== own.id), phase: "idle" });
    return result;
  }

  /** Takes up the answer that is being given, from its first chunk. */
  async function follow(threadId: string): Promise<void> {
    const { signal } = line;
    set({ phase: "answering" });
    isOpen = true;
    const result = await followAnswer(threadId, signal);
    if (signal.aborted) return;
    isOpen = false;
    if ("response" in result && result.response) return consume(result.response);
    set({ phase: "idle", isStopping: false });
    if ("response" in result) return onNews("soon");
    set({ failure: result.failure });
    if (result.isUnsure) setTimeout(() => !signal.aborted && onNews("soon"), againMs);
  }

  async function consume(response: Response): Promise<void> {
    const { signal } = line;
    isOpen = true;
    let isWhole = false;
    try {
      for await (const chunk of readChunks(response)) {
        if (signal.aborted) return;
        take(chunk);
        isWhole ||= chunk.type === "finish";
      }
    } catch {
      // Broken off: what is missing is asked for below.
    }
    if (signal.aborted) return;
    isOpen = false;
    if (isWhole) {
      set({ phase: "idle", isStopping: false, answeredId: streaming });
      streaming = null;
    } else {
      await new Promise((resolve) => setTimeout(resolve, reconnectMs));
      if (signal.aborted) return;
      streaming = null;
      set({ phase: "idle" });
    }
    onNews("now");
  }

  function take(chunk: Chunk): void {
    const { messages, threadId } = current();
    if (chunk.type === "start") {
      const answer = beginAnswer(chunk, new Date().toISOString());
      streaming = answer.id;
      set({ messages: [...messages.filter(({ id }) => id !== answer.id), answer], phase: "answering" });
      if (threadId === null) onBegun(chunk.messageMetadata.threadId);
      return;
    }
    setSoon({
      messages: messages.map((message) => (message.id === streaming ? applyChunk(message, chunk) : message)),
    });
  }

  return {
    put,
    follow,
    /** A message is on its way, or its answer is. */
    isOpen: () => isOpen,
    /** The id of the answer that streams. */
    streaming: () => streaming,
    /** Nothing of what is on its way is taken any more. */
    cut(): void {
      line.abort();
      line = new AbortController();
      isOpen = false;
      streaming = null;
    },
  };
}
