import type { ProposalStep } from "./proposal-words.ts";

/** The steps that rest on these, directly or by others between. */
function restingOn(steps: readonly ProposalStep[], index: number): Set<number> {
  const resting = new Set([index]);
  // What a step needs comes before it.
  for (const [at, { needs }] of steps.entries()) {
    if (needs.some((need) => resting.has(need))) resting.add(at);
  }
  return resting;
}

function neededBy(steps: readonly ProposalStep[], index: number): Set<number> {
  const needed = new Set([index]);
  for (let at = index; at >= 0; at--) {
    if (needed.has(at)) for (const need of steps[at]?.needs ?? []) needed.add(need);
  }
  return needed;
}

/** What is ticked once this step is turned: one goes with all that rests on it, and comes with all that it needs. */
export function toggled(
  steps: readonly ProposalStep[],
  chosen: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  if (!chosen.has(index)) return new Set([...chosen, ...neededBy(steps, index)]);
  const gone = restingOn(steps, index);
  return new Set([...chosen].filter((one) => !gone.has(one)));
}
