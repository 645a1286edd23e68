import { expect, test } from "vitest";

import { decisionsIn } from "./decisions.ts";

const nothing = {
  done: [],
  page: null,
  chosen: null,
  tools: new Set<string>(),
  instructions: "",
  timeZone: "UTC",
};
const report = (outcome: string, summary: string) =>
  `(From the app: the person decided.)\n${JSON.stringify({ outcome, steps: [{ summary }] })}`;

test("it says what the app reports, and of a question it says nothing", () => {
  const earlier = ["Who is Ada?", report("rejected", "Create a tag")];
  expect(decisionsIn({ ...nothing, question: report("done", "Create a task"), earlier })).toBe(
    'You turned down "Create a tag", so nothing was changed.\n\n"Create a task" is done. Undo takes it back, above or under Activity.',
  );
  expect(decisionsIn({ ...nothing, question: "Who is Ada?", earlier: [] })).toBeNull();
});

test("of several it says how many were done", () => {
  const steps = ["done", "leftOut", "done"].map((state) => ({ summary: "Create a task", result: { state } }));
  const question = `(From the app: the person decided.)\n${JSON.stringify({ outcome: "done", steps })}`;
  expect(decisionsIn({ ...nothing, question, earlier: [] })).toContain("2 of 3 changes are done.");
});
