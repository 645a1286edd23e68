import type { ClaimedTurn } from "#server/chat/index.ts";
import { countTokens, type Tier } from "#server/llm/index.ts";

const shortTokens = 40;
const shortSentences = 2;

/** From here on a turn is hard, whatever it was asked. */
const stepsOfHard = 4;
const faultsOfHard = 2;

export interface TurnTier {
  tier: () => Tier;
  /** What has been done so far: a turn that turns out to be hard goes on with a strong model. */
  after: (done: { steps: number; faults: number }) => void;
}

/** Which models a turn is worth: as the person chose; otherwise by what is asked, and by how it goes. */
export function tierOfTurn({ choice, history }: Pick<ClaimedTurn, "choice" | "history">): TurnTier {
  if (choice !== "auto") return { tier: () => choice, after: () => undefined };
  let tier: Tier = isSimple(history) ? "fast" : "strong";
  return {
    tier: () => tier,
    after({ steps, faults }) {
      if (steps >= stepsOfHard || faults >= faultsOfHard) tier = "strong";
    },
  };
}

/** By the question's shape, so that it holds in every language: short, of one line, of a sentence or two. */
function isSimple(history: ClaimedTurn["history"]): boolean {
  // A click answers what was asked before it: that is what is worth an effort.
  const question =
    history.findLast(({ role, parts }) => role === "user" && parts.every(({ type }) => type !== "chosen"))
      ?.parts ?? [];
  const words = question.flatMap((part) => (part.type === "text" ? [part.text.trim()] : [])).join("\n");
  // What became of a proposal is told in few words.
  if (words === "") return true;
  const sentences = words.split(/[.!?。！？؟]+(?=\s|$)/u).filter((part) => part.trim() !== "");
  return !words.includes("\n") && sentences.length <= shortSentences && countTokens(words) <= shortTokens;
}
