import { expect, test } from "vitest";

import type { ToolPart } from "#server/chat/index.ts";

import { modelMessages } from "./history.ts";

const [proposalId, toolCallId] = ["018f0000-0000-7000-8000-000000000001", "call-1"];

/** A task for what the first write makes. */
const write: ToolPart = {
  ...{ type: "tool", step: 0, toolCallId, toolName: "tasks_create", operation: "tasks.create" },
  label: "Create a task",
  input: { title: "Call Cara", contactId: "$step0.id", list: ["$step0.id"] },
  output: { state: "waiting", proposalId, step: 1, reference: "$step1.id" },
  ...{ state: "done", found: null, error: null, untrusted: false },
  proposal: { proposalId, toolCallId, operation: "tasks.create", label: "", tainted: false, step: 1 },
};
const told = (turn: Partial<Parameters<typeof modelMessages>[0]>) =>
  JSON.stringify(modelMessages({ summary: null, history: [], parts: [], tainted: false, ...turn }));
const asked = { role: "user" as const, parts: [{ type: "text" as const, step: 0, text: "Add Cara" }] };

test("names of writes are told in the turn that made them, and in no later one", () => {
  expect(told({ parts: [write] })).toContain("$step1.id");
  const later = told({ history: [asked, { role: "assistant", parts: [write] }] });
  expect(later).not.toContain("$step");
  expect(later).toContain('"contactId":"(made by write 0)","list":["(made by write 0)"]');
  expect(later).toContain(`"state":"waiting","proposalId":"${proposalId}","step":1`);
});
