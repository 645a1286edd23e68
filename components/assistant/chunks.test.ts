import { expect, test } from "vitest";

import type { ToolUse } from "#lib/schemas/chat.ts";

import { applyChunk, beginAnswer, type Chunk } from "./chunks.ts";

const use = (state: ToolUse["state"]): ToolUse => ({
  toolName: "contacts_list",
  operation: "contacts.list",
  label: "List contacts",
  state,
  found: state === "done" ? 3 : null,
  error: null,
});
const begun = beginAnswer(
  {
    type: "start",
    messageId: "answer",
    messageMetadata: {
      threadId: "thread",
      turnId: "turn",
      status: "running",
      model: null,
      usage: null,
      error: null,
    },
  },
  "2026-01-01T00:00:00.000Z",
);
const after = (...chunks: Chunk[]) => chunks.reduce(applyChunk, begun).parts;

test("a tool that is told twice is one line, in its place", () => {
  expect(
    after(
      { type: "data-tool", id: "1", data: use("running") },
      { type: "text-start" },
      { type: "text-delta", delta: "You " },
      { type: "text-delta", delta: "have 3." },
      { type: "text-end" },
      { type: "data-tool", id: "1", data: use("done") },
    ),
  ).toEqual([
    { type: "data-tool", id: "1", data: use("done") },
    { type: "text", text: "You have 3." },
  ]);
});

test("each text begins anew; a text without a beginning is not lost", () => {
  expect(
    after(
      { type: "text-delta", delta: "One." },
      { type: "text-start" },
      { type: "text-delta", delta: "Two." },
    ),
  ).toEqual([
    { type: "text", text: "One." },
    { type: "text", text: "Two." },
  ]);
});
