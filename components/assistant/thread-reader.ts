import type { ChatThread, ThreadWithMessages } from "#lib/schemas/chat-threads.ts";
import type { Result } from "#lib/result.ts";
import { read } from "#components/live/read.ts";
import type { Reader } from "#components/live/reader.ts";

import type { Shown } from "./conversation-store.ts";
import { mergeMessages } from "./merge-messages.ts";
import { messagesAtOnce, watchThread } from "./watch-thread.ts";

interface Ends {
  shown: Shown<"threadId" | "phase", "thread" | "messages" | "cursor" | "isLoading" | "failure">;
  /** The id of the answer that streams, which is further than what was written down. */
  streaming: () => string | null;
  onRead: (thread: ChatThread) => void;
  /** It is not there any more. */
  onGone: () => void;
}

/** What is known of a conversation from the server: read whenever something is new, earlier messages when asked for. */
export function createThreadReader({ shown: { current, set }, streaming, onRead, onGone }: Ends) {
  let reader: Reader | null = null;

  function receive(result: Result<ThreadWithMessages>): void {
    if (!result.ok) {
      if (result.error.code === "not_found") return onGone();
      return set({ isLoading: false, failure: result.error });
    }
    const { thread, items, nextCursor } = result.data;
    const { messages: before, cursor, phase } = current();
    const messages = mergeMessages(before, items, { streaming: streaming(), isSending: phase === "sending" });
    const hasEarlier = before.length > items.length;
    set({ thread, messages, cursor: hasEarlier ? cursor : nextCursor, isLoading: false });
    onRead(thread);
  }

  return {
    watch(threadId: string, when: "now" | "soon"): void {
      const isMoving = () =>
        current().messages.some(({ metadata }) => /running|waiting/.test(metadata.status));
      reader = watchThread({ threadId, onResult: receive, isMoving });
      reader[when]();
    },
    isWatching: () => reader !== null,
    /** Reads it at once, or together with what is read next; nothing where none is watched. */
    read: (when: "now" | "soon"): void => reader?.[when](),
    stop(): void {
      reader?.stop();
      reader = null;
    },
    async readEarlier(): Promise<void> {
      const { threadId, cursor } = current();
      if (threadId === null || cursor === null) return;
      const path = `/chat/${threadId}?limit=${messagesAtOnce}&cursor=${encodeURIComponent(cursor)}`;
      const result = await read<ThreadWithMessages>(path);
      if (current().threadId !== threadId) return;
      if (!result.ok) return set({ failure: result.error });
      const known = new Set(current().messages.map(({ id }) => id));
      const earlier = result.data.items.filter(({ id }) => !known.has(id));
      set({ messages: [...earlier, ...current().messages], cursor: result.data.nextCursor });
    },
  };
}
