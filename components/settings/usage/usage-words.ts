import type { Budget, UsageSums } from "#lib/schemas/usage.ts";
import { formatMicros } from "#lib/format/money.ts";

const useCases: Record<string, string> = {
  chat: "Answers",
  summarise: "Summaries of conversations",
  extract: "Extraction",
  classify: "Sorting",
  embed: "Embeddings",
};

/** What models were asked for, as people call it. */
export const wordsOfUseCase = (useCase: string): string => useCases[useCase] ?? useCase;

/** "$0.12", "unpriced", or both: what has no price is not called free. */
export function costWords({
  costMicros,
  unpriced,
  calls,
}: Pick<UsageSums, "costMicros" | "unpriced" | "calls">): string {
  if (unpriced === 0) return formatMicros(costMicros);
  return unpriced === calls ? "unpriced" : `${formatMicros(costMicros)} + unpriced`;
}

/** Whose limit it is: "The workspace", "Each member", "Ada Byron", "Answers". */
export function budgetWords({ scope, subject, name }: Pick<Budget, "scope" | "subject" | "name">): string {
  switch (scope) {
    case "workspace":
      return "The workspace";
    case "member":
      return subject === "" ? "Each member" : (name ?? "A member");
    case "useCase":
      return subject === "" ? "Each use" : wordsOfUseCase(subject);
    case "automation":
      return subject === "" ? "Each automation" : "An automation";
  }
}

const outcomes = { answered: "answered", failed: "failed", cut: "cut off", stopped: "stopped" } as const;

export const outcomeWords = (outcome: keyof typeof outcomes | null): string =>
  outcome === null ? "running" : outcomes[outcome];
