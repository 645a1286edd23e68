import { env } from "#server/env.ts";

import { type Candidate, isStandIn } from "./settings.ts";

/** US dollars per million tokens, which is millionths of a dollar per token. */
interface Price {
  /** The first day on which it holds; of several the last one that has begun. */
  since: string;
  input: number;
  cachedInput: number;
  /** For what a provider charges to keep; as input where it charges nothing more. */
  cacheWrite?: number;
  output: number;
}

const price = (since: string, input: number, cachedInput: number, output: number): Price => ({
  since,
  input,
  cachedInput,
  output,
});
/** Anthropic asks a quarter more for what it keeps, and a tenth for what it reads again. */
const anthropic = (since: string, input: number, output: number): Price => ({
  ...price(since, input, input / 10, output),
  cacheWrite: input * 1.25,
});

/** As the providers published them, last looked at in November 2025. A new price is a new line, so that old days keep theirs. */
const prices: Record<string, Price[]> = {
  "openai/gpt-4o": [price("2024-10-02", 2.5, 1.25, 10)],
  "openai/gpt-4o-mini": [price("2024-10-02", 0.15, 0.075, 0.6)],
  "openai/gpt-4.1": [price("2025-04-14", 2, 0.5, 8)],
  "openai/gpt-4.1-mini": [price("2025-04-14", 0.4, 0.1, 1.6)],
  "openai/gpt-4.1-nano": [price("2025-04-14", 0.1, 0.025, 0.4)],
  "openai/gpt-5": [price("2025-08-07", 1.25, 0.125, 10)],
  "openai/gpt-5-mini": [price("2025-08-07", 0.25, 0.025, 2)],
  "openai/gpt-5-nano": [price("2025-08-07", 0.05, 0.005, 0.4)],
  "openai/gpt-5.1": [price("2025-11-13", 1.25, 0.125, 10)],
  "openai/text-embedding-3-small": [price("2024-01-25", 0.02, 0.02, 0)],
  "openai/text-embedding-3-large": [price("2024-01-25", 0.13, 0.13, 0)],
  "anthropic/claude-haiku-4-5": [anthropic("2025-10-15", 1, 5)],
  "anthropic/claude-sonnet-4-5": [anthropic("2025-09-29", 3, 15)],
  "anthropic/claude-opus-4-5": [anthropic("2025-11-24", 5, 25)],
  "google/gemini-2.5-flash-lite": [price("2025-07-22", 0.1, 0.01, 0.4)],
  "google/gemini-2.5-flash": [price("2025-06-17", 0.3, 0.03, 2.5)],
  // Above 200,000 tokens of a prompt it asks more; nothing here sends as many.
  "google/gemini-2.5-pro": [price("2025-06-17", 1.25, 0.125, 10)],
};

/** What a model of unknown price is held to in budgets: rather too much than too little. It is shown as unpriced. */
const unknownPrice = price("", 3, 3, 15);
const noPrice = price("", 0, 0, 0);

export interface TokenCounts {
  inputTokens: number;
  cachedInputTokens: number;
  /** Of the input that was not cached, what the provider charges to keep. */
  cacheWriteTokens?: number;
  outputTokens: number;
}

export interface Cost {
  /** Millionths of a US dollar, rounded up. */
  costMicros: number;
  /** False where nobody knows the price: then the cost is what budgets hold it to, and not shown as money. */
  priced: boolean;
}

function priceOf({ provider, model }: Candidate, day: string): Price | null {
  const own = env().MODEL_PRICES.find(({ name }) => name === `${provider}/${model}`);
  if (own) {
    const [input = 0, cached = 0, output = 0] = own.value.split("/").map(Number);
    return price("", input, cached, output);
  }
  if (isStandIn()) return noPrice;
  const known = prices[`${provider}/${model}`] ?? prices[`${provider}/${undated(model)}`] ?? [];
  return known.findLast(({ since }) => since <= day) ?? known[0] ?? null;
}

/** Providers call a model by the day on which it was made as well. */
const undated = (model: string): string => model.replace(/-(\d{4}-\d{2}-\d{2}|\d{8})$/, "");

/** What a call on a day (YYYY-MM-DD) costs. */
export function costOf(candidate: Candidate, tokens: TokenCounts, day: string): Cost {
  const known = priceOf(candidate, day);
  const { input, cachedInput, cacheWrite = input, output } = known ?? unknownPrice;
  const written = tokens.cacheWriteTokens ?? 0;
  const fresh = Math.max(0, tokens.inputTokens - tokens.cachedInputTokens - written);
  const cost =
    fresh * input +
    written * cacheWrite +
    tokens.cachedInputTokens * cachedInput +
    tokens.outputTokens * output;
  return { costMicros: Math.ceil(cost), priced: known !== null };
}

/** The most that a call can cost: a provider may charge all of the input as what it keeps, for more than it asks for input. */
export const mostOf = (
  candidate: Candidate,
  atMost: Omit<TokenCounts, "cacheWriteTokens">,
  day: string,
): number =>
  Math.max(
    costOf(candidate, atMost, day).costMicros,
    costOf(candidate, { ...atMost, cacheWriteTokens: atMost.inputTokens }, day).costMicros,
  );
