import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { versionOf } from "#server/llm/index.ts";
import { extractPrompt } from "#server/suggestions/index.ts";

import { answerPrompt } from "./answer.ts";
import { summaryPrompt } from "./summary.ts";

// A line is never changed: a text that changes gets a new version, and a new line.
const known: Record<string, string> = {
  "answer@2026-11-21": "65d84991ad1fbfe3",
  "answer@2026-11-30": "64c95a35d0790604",
  "answer@2026-11-30d": "aa5dcb72d07e7c52",
  "answer@2026-11-30e": "5bbb0d68a2603418",
  "answer@2026-11-30f": "ae8cbb76d43f00a4",
  "answer@2026-12-01": "42089e5d44792f9c",
  "summary@2026-11-30": "9bfc622886288946",
  "extract@2026-12-01": "dacc2077c2e14aef",
};

test.each([answerPrompt, summaryPrompt, extractPrompt])(
  "the words of $name are those of its version",
  (prompt) => {
    const digest = createHash("sha256").update(prompt.text).digest("hex").slice(0, 16);
    expect(`${versionOf(prompt)} ${digest}`).toBe(`${versionOf(prompt)} ${known[versionOf(prompt)]}`);
  },
);
