import { expect, test } from "vitest";

import type { ProposalStep } from "./proposal-words.ts";
import { sharing, sharingDone, stepsInWords } from "./shared-records.ts";

const step = (operation: string, id: string, more: Partial<ProposalStep> = {}): ProposalStep => ({
  ...{ operation, summary: "", verb: "update", input: {}, edits: null, needs: [], mentions: [], diff: [] },
  targets: [{ table: "contacts", id, label: null, version: 1, changed: false, missing: false }],
  ...{ fields: [], outcome: null, takenBack: false, readFrom: [] },
  ...more,
});
const done = { outcome: { state: "done" as const, output: null } };

test("steps that change the same record are named to each other, as long as both are ticked", () => {
  const steps = [
    step("contacts.update", "ada"),
    step("contacts.update", "bea"),
    step("contacts.delete", "ada"),
  ];
  expect(sharing(steps, () => true)).toEqual([[2], [], [0]]);
  expect(sharing(steps, (index) => index < 2)).toEqual([[], [], []]);
});

test("two tags for one contact are two links, and each goes back by itself", () => {
  const steps = [step("tags.add", "ada"), step("tags.add", "ada"), step("contacts.update", "ada")];
  expect(sharing(steps, () => true)).toEqual([[], [], []]);
});

test("of what was approved those count that were done and stand", () => {
  const steps = [step("contacts.update", "ada", done), step("contacts.update", "ada", done)];
  expect(sharingDone(steps)).toEqual([[1], [0]]);
  expect(sharingDone([...steps.slice(0, 1), step("contacts.update", "ada")])).toEqual([[], []]);
  expect([stepsInWords([1]), stepsInWords([0, 2])]).toEqual(["step 2", "steps 1 and 3"]);
});
