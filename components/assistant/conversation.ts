import type { ModelChoice } from "#lib/schemas/chat.ts";

import { createAnswerLine } from "./answer-line.ts";
import { emptyConversation } from "./conversation-state.ts";
import { createStore } from "./conversation-store.ts";
import { createDelivery } from "./delivery.ts";
import { createOutbox } from "./outbox.ts";
import { createThreadReader } from "./thread-reader.ts";
import { createTurnActs, type RetryTurn } from "./turn-acts.ts";

interface Ways {
  retryTurn: RetryTurn;
  /** Which models are to answer. */
  choice?: () => ModelChoice;
}

export type Conversation = ReturnType<typeof createConversation>;

/** One conversation as one tab sees it: read, streamed, and followed when something happens elsewhere. */
export function createConversation({ retryTurn, choice = () => "auto" }: Ways) {
  let onThread: (threadId: string | null) => void = () => undefined;
  const shown = createStore(emptyConversation(null));
  const onNews = (when: "now" | "soon") => reader.read(when);
  const outbox = createOutbox(shown);
  const line = createAnswerLine({ shown, onBegun: begun, onNews });
  const delivery = createDelivery({ shown, outbox, line, choice, onNews });
  const acts = createTurnActs({ shown, line, retryTurn, choice, onNews, onRefused: delivery.settle });
  const reader = createThreadReader({
    shown,
    streaming: line.streaming,
    onRead({ id, runningTurnId }) {
      if (runningTurnId === null || line.isOpen()) delivery.settle();
      else void line.follow(id);
    },
    onGone() {
      outbox.giveBack();
      open(null);
      shown.set({ isGone: true });
      onThread(null);
    },
  });

  function leave(): void {
    line.cut();
    reader.stop();
    acts.leave();
    outbox.leave();
  }

  function open(threadId: string | null): void {
    const before = shown.current();
    if (threadId === before.threadId && (reader.isWatching() || threadId === null)) return;
    leave();
    const written = outbox.openedWith(threadId);
    shown.set({ ...emptyConversation(threadId), ...written, opened: before.opened + 1 });
    if (threadId !== null) reader.watch(threadId, "now");
  }

  function begun(threadId: string): void {
    shown.set({ threadId });
    outbox.keep();
    reader.watch(threadId, "soon");
    onThread(threadId);
    acts.begun();
  }

  return {
    current: shown.current,
    subscribe: shown.subscribe,
    /** Told when a conversation has begun here, or the one that was shown is not there any more. */
    tell(listener: typeof onThread) {
      onThread = listener;
    },
    open,
    send: delivery.send,
    choose: acts.choose,
    stop: acts.stop,
    retry: acts.retry,
    more: reader.readEarlier,
    type: outbox.type,
    mention: outbox.mention,
    unqueue: outbox.remove,
    putBack: outbox.putBack,
    forgive: () => shown.set({ failure: null }),
    reload: () => reader.read("now"),
    close: leave,
  };
}
