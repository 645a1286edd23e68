import { expect, test } from "vitest";

import { progressWords } from "./progress-words.ts";

const atMs = Date.UTC(2026, 0, 1, 12);
const after = (ms: number) => new Date(atMs + ms).toISOString();
const reading = (done: number, at: number) => ({ progress: { done, total: 2_046 }, atMs: at });
const amounts = {
  unit: "messages",
  progress: { done: 1_204, total: 2_046 },
  readings: [reading(1_124, atMs - 2_000), reading(1_204, atMs)],
};

test("the pace is told from what the page has seen, or from what the server has", () => {
  expect(progressWords(amounts)).toBe("1,204 of 2,046 messages · 40/s · 21 s left");
  const pace = { perSecond: 4.9, secondsLeft: 172 };
  expect(progressWords({ ...amounts, pace })).toBe("1,204 of 2,046 messages · 5/s · 3 min left");
  expect(progressWords({ ...amounts, readings: [] })).toBe("1,204 of 2,046 messages");
});

test("what waits says after what, and until when", () => {
  expect(
    progressWords({
      ...amounts,
      readings: [reading(1_204, atMs)],
      waits: { until: after(41_000), after: null },
    }),
  ).toBe("1,204 of 2,046 messages · goes on in 41 s, Google's limit per minute");
  const waits = { until: after(8_000), after: "Google cannot be reached right now." };
  expect(progressWords({ ...amounts, readings: [reading(1_204, atMs)], waits })).toBe(
    "1,204 of 2,046 messages · Google cannot be reached right now. It goes on in 8 s.",
  );
  expect(
    progressWords({ ...amounts, readings: [reading(1_204, atMs)], waits: { ...waits, until: after(-1) } }),
  ).toBe("1,204 of 2,046 messages");
});
