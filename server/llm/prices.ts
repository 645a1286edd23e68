import { isStandIn } from "./settings.ts";

/** US dollars per million tokens, which is millionths of a dollar per token. */
interface Price {
  input: number;
  cachedInput: number;
  output: number;
}

/** As published by the provider in autumn 2025. */
const prices: Record<string, Price> = {
  "gpt-4o": { input: 2.5, cachedInput: 1.25, output: 10 },
  "gpt-4o-mini": { input: 0.15, cachedInput: 0.075, output: 0.6 },
  "gpt-4.1": { input: 2, cachedInput: 0.5, output: 8 },
  "gpt-4.1-mini": { input: 0.4, cachedInput: 0.1, output: 1.6 },
  "gpt-4.1-nano": { input: 0.1, cachedInput: 0.025, output: 0.4 },
  "gpt-5": { input: 1.25, cachedInput: 0.125, output: 10 },
  "gpt-5-mini": { input: 0.25, cachedInput: 0.025, output: 2 },
  "gpt-5-nano": { input: 0.05, cachedInput: 0.005, output: 0.4 },
  "gpt-5.1": { input: 1.25, cachedInput: 0.125, output: 10 },
};

/** For a model that is not in the table: rather too much than too little, and marked as estimated. */
const unknownPrice: Price = { input: 3, cachedInput: 3, output: 15 };
const noPrice: Price = { input: 0, cachedInput: 0, output: 0 };

export interface TokenCounts {
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

function priceOf(model: string): { price: Price; estimated: boolean } {
  if (isStandIn()) return { price: noPrice, estimated: false };
  const price = prices[model.replace(/-\d{4}-\d{2}-\d{2}$/, "")];
  return price ? { price, estimated: false } : { price: unknownPrice, estimated: true };
}

/** What a call costs, in millionths of a US dollar, rounded up. */
export function costOf(model: string, tokens: TokenCounts): { costMicros: number; estimated: boolean } {
  const { price, estimated } = priceOf(model);
  const fresh = Math.max(0, tokens.inputTokens - tokens.cachedInputTokens);
  const cost =
    fresh * price.input + tokens.cachedInputTokens * price.cachedInput + tokens.outputTokens * price.output;
  return { costMicros: Math.ceil(cost), estimated };
}
