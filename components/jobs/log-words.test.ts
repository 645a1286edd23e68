import { expect, test } from "vitest";

import { JobLogEvent, type JobLogEntry } from "#lib/schemas/job-log.ts";

import { logWords } from "./log-words.ts";

const entry = (over: Partial<JobLogEntry>): JobLogEntry => ({
  ...{ seq: 1, at: "2026-01-01T00:00:00Z", event: "asked", attempt: 1, message: null, dueAt: null },
  progress: { done: 1_204, total: 2_046 },
  ...over,
});

test("every event has words, with a reason and without", () => {
  for (const event of JobLogEvent.options) {
    for (const message of [null, "Google does not answer."]) {
      expect(logWords(entry({ event, message }), false)).toMatch(/^[A-Z0-9].*[a-z.0-9]$/);
    }
  }
});

test("a reason is told, progress is counted, of a file as a share", () => {
  const retry = entry({ event: "retry", attempt: 2, message: "Google does not answer." });
  expect(logWords(retry, false)).toBe("Attempt 2 came to nothing: Google does not answer.");
  expect(logWords(entry({ event: "progress" }), false)).toBe("58 %: 1,204 of 2,046");
  expect(logWords(entry({ event: "progress" }), true)).toBe("58 %");
  expect(logWords(entry({ event: "started", attempt: 3 }), false)).toBe("Began, attempt 3");
});
