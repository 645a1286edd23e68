import type { LanguageModelV4Usage } from "@ai-sdk/provider";

import { asOurs, type ModelErrorCode } from "./errors.ts";
import type { TokenCounts } from "./prices.ts";
import type { Candidate, UseCase } from "./settings.ts";

/** One request to a provider that is about to be made. */
export interface Attempt extends Candidate {
  useCase: UseCase;
  /** The most that it can use. */
  atMost: TokenCounts;
  /** What is sent; for whoever keeps it. */
  sent: unknown;
}

export type AttemptOutcome = "answered" | "failed" | "cut" | "stopped";

export interface AttemptEnd {
  outcome: AttemptOutcome;
  tokens: TokenCounts;
  /** The provider did not count: these are ours. */
  guessed: boolean;
  /** Null where it said nothing. */
  firstTokenMs: number | null;
  totalMs: number;
  calls: { id: string; name: string }[];
  text: string;
  error: ModelErrorCode | null;
}

/** Who pays: asked before each request, which it may refuse by throwing, and told once what came of it. */
export interface Meter {
  begin: (attempt: Attempt) => Promise<{ end: (end: AttemptEnd) => void }>;
}

/** Asks the meter. Where it fails no provider was asked: none is blamed for it, and none is asked in another's place. */
export const begin = (meter: Meter, attempt: Attempt): ReturnType<Meter["begin"]> =>
  meter.begin(attempt).catch((error: unknown) => {
    throw asOurs(error);
  });

/** Undefined where the provider did not count. */
export function tokensOf({ inputTokens, outputTokens }: LanguageModelV4Usage): TokenCounts | undefined {
  if (!inputTokens.total && !outputTokens.total) return undefined;
  return {
    inputTokens: inputTokens.total ?? 0,
    cachedInputTokens: inputTokens.cacheRead ?? 0,
    cacheWriteTokens: inputTokens.cacheWrite ?? 0,
    outputTokens: outputTokens.total ?? 0,
  };
}
