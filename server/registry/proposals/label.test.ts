import { expect, test } from "vitest";

import { changesLabel } from "./label.ts";

test("one change has its own words, several are counted by kind, and what was left out is told", () => {
  expect(changesLabel(["Create a task"])).toBe("Create a task");
  expect(changesLabel(["Create a contact", "Create a task", "Create a task"])).toBe(
    "3 changes: create a contact, create a task (2)",
  );
  expect(changesLabel(["Create a task"], 5)).toBe("1 of 5 changes: create a task");
  expect(changesLabel(["Archive a conversation: it is kept"], 2)).toBe(
    "1 of 2 changes: archive a conversation",
  );
});
