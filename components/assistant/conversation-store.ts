import type { ConversationState } from "./conversation-state.ts";

const notifyEveryMs = 40;

type Field = keyof ConversationState;

/** What a part of a conversation sees of it, and what of that it changes. */
export interface Shown<Reads extends Field, Writes extends Field> {
  current: () => Readonly<Pick<ConversationState, Reads | Writes>>;
  set: (difference: Partial<Pick<ConversationState, Writes>>) => void;
  /** For what comes many times a second: those who look are told every 40 ms at most. */
  setSoon: (difference: Partial<Pick<ConversationState, Writes>>) => void;
}

interface ConversationStore extends Shown<Field, Field> {
  subscribe: (listener: () => void) => () => void;
}

/** A conversation as it is shown, and whoever looks at it. */
export function createStore(first: ConversationState): ConversationStore {
  let state = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function notify(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  }

  return {
    current: () => state,
    set(difference) {
      state = { ...state, ...difference };
      notify();
    },
    setSoon(difference) {
      state = { ...state, ...difference };
      timer ??= setTimeout(notify, notifyEveryMs);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
