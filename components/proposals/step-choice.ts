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

/** What is ticked of the steps that were seen. Steps only ever join at the end: a step's place is its name for good. */
export interface StepChoice {
  chosen: ReadonlySet<number>;
  /** How many steps were seen. */
  seen: number;
  /** Those that joined a card that could be approved already, and were not ticked since. */
  joined: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

export const noChoice: StepChoice = { chosen: none, seen: 0, joined: none };

/**
 * The choice with the steps that came since. They come ticked with a card, and with one that is still being written; what
 * joins later is left for the person to tick, who may be about to press Approve. What was chosen before stands.
 */
export function withArrived(
  steps: readonly ProposalStep[],
  choice: StepChoice,
  isGrowing: boolean,
): StepChoice {
  const { seen } = choice;
  if (steps.length <= seen) return choice;
  const [chosen, joined] = [new Set(choice.chosen), new Set(choice.joined)];
  for (const [index, { needs }] of steps.entries()) {
    if (index < seen) continue;
    if (seen > 0 && !isGrowing) joined.add(index);
    else if (needs.every((need) => chosen.has(need))) chosen.add(index);
  }
  return { chosen, seen: steps.length, joined };
}

/** What one card shows, and the choice of a person's that it last took up. */
export interface ShownChoice {
  choice: StepChoice;
  takenUp: StepChoice | null;
}

export const nothingShown: ShownChoice = { choice: noChoice, takenUp: null };

/**
 * What a card shows now: what a person turned on another card, or before a reload, holds over what this one began with. Where
 * fewer steps were read than that was made of, none at first, it is taken up when they are here.
 */
export function shownNow(
  steps: readonly ProposalStep[],
  shown: ShownChoice,
  kept: StepChoice | null,
  isGrowing: boolean,
): ShownChoice {
  if (kept !== null && kept.seen > steps.length) return shown;
  const isNew = kept !== null && kept !== shown.takenUp;
  const choice = withArrived(steps, isNew ? kept : shown.choice, isGrowing);
  return choice === shown.choice && kept === shown.takenUp ? shown : { choice, takenUp: kept };
}

/** The choice once this step is turned. */
export function turned(steps: readonly ProposalStep[], choice: StepChoice, index: number): StepChoice {
  const chosen = toggled(steps, choice.chosen, index);
  const joined = new Set([...choice.joined].filter((one) => one !== index && !chosen.has(one)));
  return { ...choice, chosen, joined };
}

/** The choice once all steps are turned: all, unless they are ticked already. */
export function allTurned(steps: readonly ProposalStep[], choice: StepChoice): StepChoice {
  const chosen = choice.chosen.size === steps.length ? none : new Set(steps.keys());
  return { ...choice, chosen, joined: none };
}

/** What the button says that runs what is ticked. */
export function approveWords(chosen: number, steps: number, isAgain: boolean): string {
  const some = chosen === steps ? `Approve all ${steps}` : `Approve ${chosen} of ${steps}`;
  return `${steps === 1 ? "Approve" : some}${isAgain ? " again" : ""}`;
}

/** What is ticked once this step is turned: one goes with all that rests on it, and comes with all that it needs. */
function toggled(
  steps: readonly ProposalStep[],
  chosen: ReadonlySet<number>,
  index: number,
): ReadonlySet<number> {
  if (!chosen.has(index)) return new Set([...chosen, ...neededBy(steps, index)]);
  const gone = restingOn(steps, index);
  return new Set([...chosen].filter((one) => !gone.has(one)));
}
