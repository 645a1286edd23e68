import type { About, AboutRef, ModelChoice } from "#lib/schemas/chat.ts";
import type { Failure } from "#lib/result.ts";
import type { QueuedMessage } from "#components/layout/assistant-queue.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";

import type { AnswerLine } from "./answer-line.ts";
import { ownMessage } from "./conversation-state.ts";
import type { Shown } from "./conversation-store.ts";
import { aboutOf, toMessage } from "./mention.ts";
import { nextOf } from "./message-queue.ts";
import type { Outbox } from "./outbox.ts";

interface Ends {
  shown: Shown<"threadId" | "messages" | "phase" | "queue", "failure">;
  outbox: Outbox;
  line: Pick<AnswerLine, "put" | "isOpen">;
  choice: () => ModelChoice;
  onNews: (when: "soon") => void;
}

/** Sends what was written, in the order in which it was: at once, or when the answer that is being given has ended. */
export function createDelivery({ shown: { current, set }, outbox, line, choice, onNews }: Ends) {
  let unsure: { text: string; threadId: string | null; key: string } | null = null;
  let deferredId: string | null = null;

  async function deliver(message: QueuedMessage): Promise<boolean> {
    const { page, mentions } = message;
    const { threadId } = current();
    const text = toMessage(message.text, mentions);
    const about = aboutOf(page, mentions);
    const isAgain = unsure?.text === text && unsure.threadId === threadId;
    const key = isAgain && unsure ? unsure.key : message.id;
    const own = ownMessage(text, named(about, [...(page ? [page] : []), ...mentions]), threadId);
    const input = {
      message: text,
      clientKey: key,
      model: choice(),
      about,
      ...(threadId ? { threadId } : {}),
    };
    outbox.leaves(message);
    const result = await line.put(own, input);
    if (result === "left") return false;
    outbox.settled();
    if (result === "arrived") {
      unsure = null;
      return true;
    }
    unsure = result.isUnsure ? { text, threadId, key } : null;
    refused(message, result.failure);
    onNews("soon");
    return false;
  }

  /** Where another tab was first it waits for that answer, once; otherwise the person is told, and has it in the field. */
  function refused(message: QueuedMessage, failure: Failure): void {
    const isBusyElsewhere = failure.code === "conflict" && current().threadId !== null;
    if (isBusyElsewhere && deferredId !== message.id) {
      deferredId = message.id;
      return outbox.prepend(message);
    }
    outbox.giveBack([message]);
    set({ failure });
  }

  return {
    /** With the record whose page is shown. True when it arrived, or waits for the end of an answer; else it is in the field again. */
    async send(text: string, page: NamedRecord | null = null): Promise<boolean> {
      if (text.trim() === "") return false;
      const message = outbox.take(text, page);
      if (current().phase === "idle" && current().queue.length === 0) return deliver(message);
      outbox.append(message);
      return true;
    },
    /** Sends what waits, when its time has come. */
    settle(): void {
      const { queue, messages, phase } = current();
      const next = nextOf({ queue, messages, isBusy: phase !== "idle" || line.isOpen() });
      if (next.do === "giveBack") outbox.giveBack();
      if (next.do === "send") void deliver(next.message);
    },
  };
}

const named = (about: readonly AboutRef[], records: readonly NamedRecord[]): About[] =>
  about.map((ref) => ({ ...ref, label: records.find(({ id }) => id === ref.id)?.label ?? "" }));
