import { perProcess } from "#lib/per-process.ts";

import type { Candidate } from "./settings.ts";

/** Enough to tell what is usual, few enough to follow a provider that becomes slower. */
const kept = 32;
const share = 0.95;

const state = perProcess("llm.first-words", () => new Map<string, number[]>());

const keyOf = ({ provider, model }: Candidate): string => `${provider}/${model}`;

/** A model took so long until it spoke, or has not spoken for so long when another one did. */
export function noteFirstWord(candidate: Candidate, ms: number): void {
  const known = state.get(keyOf(candidate)) ?? [];
  state.set(keyOf(candidate), [...known.slice(1 - kept), ms]);
}

/** Until so many are known, the next one may well take longer than all of them. */
const enough = 8;
const timesUnknown = 3;

/**
 * For how long a model is usually silent, and never less than `leastMs`: the 95th percentile of what was noted. Of one that
 * little is known of, three times the least, and twice the longest that was noted.
 */
export function usualFirstWordMs(candidate: Candidate, leastMs: number): number {
  const known = state.get(keyOf(candidate)) ?? [];
  if (known.length < enough) return Math.max(timesUnknown * leastMs, 2 * Math.max(0, ...known));
  const sorted = known.toSorted((one, other) => one - other);
  return Math.max(leastMs, sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/** Forgets all that was learnt: for tests. */
export const resetFirstWords = (): void => state.clear();
