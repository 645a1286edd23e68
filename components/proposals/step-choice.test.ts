import { expect, test } from "vitest";

import type { ProposalStep } from "./proposal-words.ts";
import { toggled } from "./step-choice.ts";

const step = (needs: number[]): ProposalStep => ({
  ...{ operation: "tasks.create", summary: "", verb: "create", input: {}, edits: null, needs },
  ...{ targets: [], mentions: [], diff: [], fields: [], outcome: null, takenBack: false },
});

/** A contact, a task for it, a note that needs the task, and something by itself. */
const steps = [step([]), step([0]), step([1]), step([])];
const all = new Set([0, 1, 2, 3]);

test("a step that goes takes with it what rests on it, and what it needs comes with one that comes", () => {
  expect([...toggled(steps, all, 0)]).toEqual([3]);
  expect([...toggled(steps, all, 2)]).toEqual([0, 1, 3]);
  expect([...toggled(steps, new Set([3]), 2)].sort()).toEqual([0, 1, 2, 3]);
  expect([...toggled(steps, new Set([3]), 0)].sort()).toEqual([0, 3]);
});
