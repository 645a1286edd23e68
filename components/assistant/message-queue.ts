import type { ChatMessage } from "#lib/schemas/chat.ts";
import type { Queue, QueuedMessage } from "#components/layout/assistant-queue.ts";

/** Texts as they stand in the field, before what is being typed there. */
export const inField = (texts: readonly string[], draft: string): string =>
  [...texts, ...(draft.trim() === "" ? [] : [draft])].join("\n\n");

interface Moment {
  queue: Queue;
  messages: readonly ChatMessage[];
  /** A turn of the thread runs, or a message is on its way. */
  isBusy: boolean;
}

type Next = { do: "wait" } | { do: "send"; message: QueuedMessage; rest: Queue } | { do: "giveBack" };

/** What becomes of a queue: the first is sent when the turn has ended; after a failure all of it goes back to the field. */
export function nextOf({ queue, messages, isBusy }: Moment): Next {
  const [message, ...rest] = queue;
  if (!message || isBusy) return { do: "wait" };
  const last = messages.findLast(({ role }) => role === "assistant");
  return last?.metadata.status === "failed" ? { do: "giveBack" } : { do: "send", message, rest };
}
