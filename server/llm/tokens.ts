import { perProcess } from "#lib/per-process.ts";

type Count = (text: string) => number;

const state = perProcess(
  "llm.tokens",
  (): { count?: Count; loading?: Promise<Count>; known: Map<string, number> } => ({
    known: new Map(),
  }),
);

/** The tables are 2 MB that take up to a second to read: not before they are needed, and once. */
async function load(): Promise<Count> {
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  // What a text says is never a control token of the model.
  const count: Count = (text) => countTokens(text, { disallowedSpecial: new Set() });
  state.count = count;
  return count;
}

/** Once it has ended, `countTokens` counts; before, it guesses. */
export async function readyTokenizer(): Promise<void> {
  state.loading ??= load();
  await state.loading;
}

const bytesPerToken = 3.5;
/** By bytes, since a letter beyond ASCII is up to a token by itself. */
export const guessTokens: Count = (text) => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

const keptMax = 2_000;
const keptFrom = 120;

/**
 * The tokens of a text as OpenAI's newer models cut it; those of others differ by up to a third. The pieces of a prompt come
 * again and again, and are counted once.
 */
export function countTokens(text: string): number {
  if (!state.count) return guessTokens(text);
  if (text.length < keptFrom) return state.count(text);
  const known = state.known.get(text);
  if (known !== undefined) return known;
  const tokens = state.count(text);
  if (state.known.size >= keptMax) {
    const [oldest] = state.known.keys();
    if (oldest !== undefined) state.known.delete(oldest);
  }
  state.known.set(text, tokens);
  return tokens;
}

/** The tokenizers of other providers cut finer: what a prompt of so many tokens takes at most. */
export const atMostTokens = (tokens: number): number => Math.ceil(tokens * 1.3);

/** What surrounds each message and tool. */
const frameTokens = 8;

/** The tokens of a prompt or of a list of tools, piece by piece. */
export const countPieces = (pieces: readonly unknown[]): number =>
  pieces.reduce<number>((sum, piece) => sum + frameTokens + countTokens(JSON.stringify(piece) ?? ""), 0);
