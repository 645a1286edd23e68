import type { StoredPart } from "#server/chat/index.ts";

/**
 * The writes of a turn in the order in which the model made them, each with its number: by that a later one names what an
 * earlier one will make, also among calls that are made together.
 */
export interface Writes {
  /** Before the model is asked: what was refused in the step before gives its number back. */
  beginStep: () => void;
  /** Proposes once those before it are proposed, or refused. */
  inOrder: <T extends { step: number }>(propose: (number: number) => Promise<T>) => Promise<T>;
}

/** `parts`: what the turn has said and done already. */
export function newWrites(parts: readonly StoredPart[]): Writes {
  const proposed = parts.flatMap((part) =>
    part.type === "tool" && part.proposal ? [part.proposal.step ?? 0] : [],
  );
  let free = 1 + Math.max(-1, ...proposed);
  let next = free;
  let before: Promise<unknown> = Promise.resolve();
  return {
    beginStep() {
      next = free;
    },
    inOrder(propose) {
      const number = next++;
      const made = before.then(async () => {
        const answer = await propose(number);
        free = Math.max(free, 1 + answer.step);
        return answer;
      });
      before = made.catch(() => undefined);
      return made;
    },
  };
}
