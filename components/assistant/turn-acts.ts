import type { ModelChoice, TurnStarted } from "#lib/schemas/chat.ts";
import type { Result } from "#lib/result.ts";

import type { AnswerLine } from "./answer-line.ts";
import { ownChoice } from "./conversation-state.ts";
import type { Shown } from "./conversation-store.ts";
import { stopAnswer } from "./requests.ts";

export type RetryTurn = (input: { id: string }) => Promise<Result<TurnStarted>>;

interface Ends {
  shown: Shown<"threadId", "messages" | "phase" | "isStopping" | "failure">;
  line: Pick<AnswerLine, "put">;
  retryTurn: RetryTurn;
  choice: () => ModelChoice;
  onNews: (when: "now" | "soon") => void;
  /** Nothing runs after all: what waits may go. */
  onRefused: () => void;
}

/** What a person does with an answer: stops it, answers its question, or asks for it again. */
export function createTurnActs({ shown, line, retryTurn, choice, onNews, onRefused }: Ends) {
  const { current, set } = shown;
  let wantsStop = false;

  async function stop(): Promise<void> {
    const { threadId, phase } = current();
    if (phase === "idle") return;
    set({ isStopping: true });
    if (threadId === null) {
      wantsStop = true;
      return;
    }
    const failure = await stopAnswer(threadId);
    if (failure) set({ isStopping: false, failure });
  }

  return {
    stop,
    /** The conversation has a name: what was to be stopped before can be. */
    begun(): void {
      if (wantsStop) void stop();
    },
    leave(): void {
      wantsStop = false;
    },
    /** Answers the question with which the last answer ended. Sent again it is the same answer. */
    async choose(turnId: string, toolCallId: string, option: number): Promise<void> {
      const { threadId, phase, messages } = current();
      const asked = messages
        .at(-1)
        ?.parts.find((part) => part.type === "data-choice" && part.id === toolCallId);
      const offered = asked?.type === "data-choice" ? asked.data.options[option - 1] : undefined;
      if (phase !== "idle" || threadId === null || !offered) return;
      const own = ownChoice({ toolCallId, option, ...offered }, threadId);
      const input = { threadId, choice: { turnId, toolCallId, option }, model: choice() };
      const result = await line.put(own, input);
      if (result === "left" || result === "arrived") return;
      set({ failure: result.failure });
      onNews("soon");
    },
    /** Answers a message again whose answer failed or was stopped. */
    async retry(turnId: string): Promise<void> {
      set({ phase: "sending", failure: null });
      const result = await retryTurn({ id: turnId });
      if (!result.ok) {
        set({ phase: "idle", failure: result.error });
        return onRefused();
      }
      const isOld = (id: string, role: string) => id === turnId && role === "assistant";
      const messages = current().messages.filter(({ metadata, role }) => !isOld(metadata.turnId, role));
      set({ messages, phase: "idle" });
      onNews("now");
    },
  };
}
