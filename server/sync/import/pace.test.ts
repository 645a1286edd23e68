import { expect, test } from "vitest";

import { type Marks, markAt, paceOf } from "./pace.ts";

/** 300 messages in the first three seconds of each minute, as Google's limit lets them come. */
function byMinutes(minutes: number): Marks {
  let marks: Marks = markAt([], 0, 0);
  for (let second = 1; second <= minutes * 60; second++) {
    const done = Math.floor(second / 60) * 300 + Math.min(second % 60, 3) * 100;
    if (second % 60 <= 3) marks = markAt(marks, done, second * 1_000);
  }
  return marks;
}

test("the pace under a limit per minute is that of the minutes, not of the bursts", () => {
  const pace = paceOf(byMinutes(10), { done: 3_000, total: 6_000 }, 600_000);
  expect(pace?.perSecond).toBeGreaterThan(4);
  expect(pace?.perSecond).toBeLessThan(6);
  expect(pace?.secondsLeft).toBeGreaterThan(500);
  expect(pace?.secondsLeft).toBeLessThan(750);
});

test("few marks are kept, however long an import takes", () => {
  let marks: Marks = [];
  for (let second = 0; second < 3_600; second++) marks = markAt(marks, second * 40, second * 1_000);
  expect(marks.length).toBeLessThan(20);
  expect(paceOf(marks, { done: 144_000, total: 288_000 }, 3_600_000)).toEqual({
    perSecond: expect.closeTo(40, 0),
    secondsLeft: expect.closeTo(3_600, -2),
  });
});

test("nothing is told too early, or of what stands still", () => {
  const marks = markAt([], 0, 0);
  expect(paceOf([], { done: 9, total: 10 }, 9_000)).toBeNull();
  expect(paceOf(marks, { done: 9, total: 10 }, 1_000)).toBeNull();
  expect(paceOf(marks, { done: 0, total: 10 }, 60_000)).toBeNull();
});
