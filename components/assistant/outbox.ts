import { keepQueue, keptQueue, type Queue, type QueuedMessage } from "#components/layout/assistant-queue.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";

import { type ConversationState, newClientKey } from "./conversation-state.ts";
import type { Shown } from "./conversation-store.ts";
import { mentionsIn, withOne } from "./mention.ts";
import { inField } from "./message-queue.ts";

type Written = "draft" | "mentions" | "queue";

export type Outbox = ReturnType<typeof createOutbox>;

/** What was written and has not arrived: in the field, in the queue, or on its way. Nothing of it is lost by a reload. */
export function createOutbox({ current, set }: Shown<"threadId", Written>) {
  let onItsWay: QueuedMessage | null = null;

  /** What is on its way is kept until it has arrived: sent once more after a reload, it is the same message by its key. */
  function keep(): void {
    const { threadId, queue } = current();
    if (threadId !== null) keepQueue(threadId, onItsWay ? [onItsWay, ...queue] : queue);
  }

  function setQueue(queue: Queue): void {
    set({ queue });
    keep();
  }

  /** The field, with messages before what is being typed, and what they mention. */
  function withBack(messages: Queue): Pick<ConversationState, "draft" | "mentions"> {
    const { draft: typed, mentions: known } = current();
    const texts = messages.map(({ text }) => text);
    const draft = inField(texts, typed);
    const mentions = messages.flatMap((message) => message.mentions).reduce(withOne, [...known]);
    return { draft, mentions: mentionsIn(draft, mentions) };
  }

  return {
    type(draft: string): void {
      set({ draft, mentions: mentionsIn(draft, current().mentions) });
    },
    mention(mention: NamedRecord, draft: string): void {
      set({ draft, mentions: mentionsIn(draft, withOne(current().mentions, mention)) });
    },
    /** Empties the field; answers what stood in it as a message of its own. */
    take(text: string, page: NamedRecord | null): QueuedMessage {
      const mentions = mentionsIn(text, current().mentions);
      set({ draft: "", mentions: [] });
      return { id: newClientKey(), text, page, mentions };
    },
    append: (message: QueuedMessage): void => setQueue([...current().queue, message]),
    prepend: (message: QueuedMessage): void => setQueue([message, ...current().queue]),
    /** Takes a message that waits out of the queue. */
    remove: ({ id }: QueuedMessage): void => setQueue(current().queue.filter((one) => one.id !== id)),
    /** Puts a message into the field, before what is being typed. */
    putBack: (message: QueuedMessage): void => set(withBack([message])),
    /** Puts all that waits into the field, after what was tried last. */
    giveBack(tried: Queue = []): void {
      const field = withBack([...tried, ...current().queue]);
      setQueue([]);
      set(field);
    },
    /** The message is on its way, and waits no more. */
    leaves(message: QueuedMessage): void {
      onItsWay = message;
      setQueue(current().queue.filter(({ id }) => id !== message.id));
    },
    /** What was on its way has arrived, or is refused. */
    settled(): void {
      onItsWay = null;
      keep();
    },
    keep,
    /** Looks away: what is on its way stays kept, for whoever looks again. */
    leave(): void {
      onItsWay = null;
    },
    /** What is written once another conversation is shown: what waits in one without a name is kept nowhere but in the field. */
    openedWith(threadId: string | null): Pick<ConversationState, Written> {
      const shown = current();
      const field = withBack(shown.threadId === null ? shown.queue : []);
      return { ...field, queue: threadId === null ? [] : keptQueue(threadId) };
    },
  };
}
