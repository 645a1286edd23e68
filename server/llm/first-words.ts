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

/** The 95th percentile of what was noted; 0 where nothing was. */
export function usualFirstWordMs(candidate: Candidate): number {
  const sorted = (state.get(keyOf(candidate)) ?? []).toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Forgets all that was learnt: for tests. */
export const resetFirstWords = (): void => state.clear();
