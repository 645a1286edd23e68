import { expect, test } from "vitest";

import type { ToolUse } from "#lib/schemas/chat.ts";

import { toolWords } from "./tool-words.ts";

const used = (operation: string | null, difference: Partial<ToolUse> = {}): ToolUse => ({
  toolName: "tool",
  operation,
  label: "List companies",
  state: "done",
  found: null,
  error: null,
  ...difference,
});

test.each([
  [used("interactions.search", { found: 3 }), "Searched mail · 3 found"],
  [used("interactions.search", { found: 0 }), "Searched mail · nothing found"],
  [used("interactions.search", { state: "running" }), "Searching mail…"],
  [used("companies.list", { found: 1_204 }), "Looked through companies · 1,204 found"],
  [used("contacts.get"), "Read a contact"],
  [used("companies.list", { state: "failed", error: "No." }), "List companies did not work"],
  [used(null, { found: 2 }), "Looked for a way to do it · 2 found"],
  [used("companies.describe"), "List companies"],
])("%#: %o", (one, words) => {
  expect(toolWords(one, false)).toBe(words);
});

test("what waits is prepared, not done", () => {
  expect(toolWords(used("tasks.create", { label: "Create a task" }), true)).toBe("Prepared: create a task");
});
