import { isDoneStep, type ProposalStep } from "./proposal-words.ts";

/** These link a record to another and leave both as they are. */
const links = new Set(["tags.add", "tags.remove"]);

/**
 * By step, the other ones among these (from 0) that change the same record: they go back together or not at all, since what
 * was before the one is not what was before the other.
 */
export function sharing(steps: readonly ProposalStep[], among: (index: number) => boolean): number[][] {
  const keys = steps.map(({ operation, targets }, index) =>
    among(index) && !links.has(operation) ? targets.map(({ table, id }) => `${table} ${id}`) : [],
  );
  return keys.map((own, index) =>
    keys.flatMap((others, at) => (at !== index && others.some((key) => own.includes(key)) ? [at] : [])),
  );
}

/** The same of what was done and stands. */
export const sharingDone = (steps: readonly ProposalStep[]): number[][] =>
  sharing(steps, (index) => {
    const step = steps[index];
    return step !== undefined && isDoneStep(step) && !step.takenBack;
  });

/** "step 2", "steps 1 and 3". */
export const stepsInWords = (places: readonly number[]): string =>
  `${places.length === 1 ? "step" : "steps"} ${places.map((place) => place + 1).join(" and ")}`;
