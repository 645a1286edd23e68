import { expect, test } from "vitest";

import type { ProposalStep } from "./proposal-words.ts";
import {
  allTurned,
  approveWords,
  noChoice,
  nothingShown,
  shownNow,
  type StepChoice,
  turned,
  withArrived,
} from "./step-choice.ts";

const step = (needs: number[]): ProposalStep => ({
  ...{ operation: "tasks.create", summary: "", verb: "create", input: {}, edits: null, needs },
  ...{ targets: [], mentions: [], diff: [], fields: [], outcome: null, takenBack: false, readFrom: [] },
});

/** A contact, a task for it, a note that needs the task, and something by itself. */
const steps = [step([]), step([0]), step([1]), step([])];
const ticked = ({ chosen }: StepChoice) => [...chosen].sort();
const all = withArrived(steps, noChoice, false);
const only = (index: number): StepChoice => ({ ...all, chosen: new Set([index]) });

test("a step that goes takes with it what rests on it, and what it needs comes with one that comes", () => {
  expect(ticked(all)).toEqual([0, 1, 2, 3]);
  expect(ticked(turned(steps, all, 0))).toEqual([3]);
  expect(ticked(turned(steps, all, 2))).toEqual([0, 1, 3]);
  expect(ticked(turned(steps, only(3), 2))).toEqual([0, 1, 2, 3]);
  expect(ticked(turned(steps, only(3), 0))).toEqual([0, 3]);
});

test("what a person unticked stays so, however often the card is read again", () => {
  const less = turned(steps, all, 3);
  expect(withArrived(steps, less, false)).toBe(less);
  expect(withArrived([...steps], less, true)).toBe(less);
});

test("a step that joins a card that can be approved is not ticked, and new until it is", () => {
  const two = withArrived(steps.slice(0, 2), noChoice, false);
  const four = withArrived(steps, two, false);
  expect(ticked(four)).toEqual([0, 1]);
  expect([...four.joined]).toEqual([2, 3]);
  const three = turned(steps, four, 2);
  expect(ticked(three)).toEqual([0, 1, 2]);
  expect([...three.joined]).toEqual([3]);
  expect(allTurned(steps, three)).toMatchObject({ chosen: new Set([0, 1, 2, 3]), joined: new Set() });
  expect(ticked(allTurned(steps, all))).toEqual([]);
});

test("while the card is still being written, steps come ticked, but for those that need what was left out", () => {
  const first = withArrived(steps.slice(0, 1), noChoice, true);
  expect(ticked(withArrived(steps, first, true))).toEqual([0, 1, 2, 3]);
  const left = turned(steps.slice(0, 1), first, 0);
  expect(withArrived(steps, left, true)).toMatchObject({ chosen: new Set([3]), joined: new Set() });
});

test("a card takes up what was kept once it has the steps, and goes on from there", () => {
  const less = turned(steps.slice(0, 3), withArrived(steps.slice(0, 3), noChoice, true), 2);
  const unread = shownNow([], nothingShown, less, false);
  expect(unread).toBe(nothingShown);
  const read = shownNow(steps.slice(0, 3), unread, less, false);
  expect(ticked(read.choice)).toEqual([0, 1]);
  expect(shownNow(steps.slice(0, 3), read, less, false)).toBe(read);

  const grown = shownNow(steps, read, less, true);
  expect(ticked(grown.choice)).toEqual([0, 1, 3]);
  expect(shownNow(steps, grown, less, false)).toBe(grown);
  const after = shownNow(steps, nothingShown, less, false);
  expect(after.choice).toMatchObject({ chosen: new Set([0, 1]), joined: new Set([3]) });
});

test("what is turned on another card holds over what this one shows; forgotten, it shows what it did", () => {
  const own = shownNow(steps, nothingShown, null, false);
  expect(ticked(own.choice)).toEqual([0, 1, 2, 3]);
  const other = shownNow(steps, own, only(0), false);
  expect(ticked(other.choice)).toEqual([0]);
  expect(ticked(shownNow(steps, other, null, false).choice)).toEqual([0]);
});

test("the button says how much it approves, also again", () => {
  expect(approveWords(1, 1, false)).toBe("Approve");
  expect(approveWords(2, 2, false)).toBe("Approve all 2");
  expect(approveWords(1, 2, true)).toBe("Approve 1 of 2 again");
});
