import { expect, test } from "vitest";

import { expectedWords } from "./expected-words.ts";

const counts = { total: 20, stored: 20, skipped: 0, failed: 0, contacts: 12, companies: 4 };
const expected = { contacts: { from: 10, to: 14 }, companies: { from: 4, to: 4 } };
const wordsOf = (contacts: number, companies: number) =>
  expectedWords({ counts: { ...counts, contacts, companies }, expected });

test("what came as the preview said needs no words, nor does what it said nothing of", () => {
  expect(wordsOf(10, 4)).toEqual([]);
  expect(wordsOf(14, 4)).toEqual([]);
  expect(expectedWords({ counts, expected: null })).toEqual([]);
});

test("fewer and more are said, with how many were expected", () => {
  expect(wordsOf(3, 1_200)).toEqual([
    "Fewer people than expected: 3 of 10 to 14.",
    "More companies than expected: 1,200 of 4.",
  ]);
  expect(wordsOf(15, 0)).toEqual([
    "More people than expected: 15 of 10 to 14.",
    "Fewer companies than expected: 0 of 4.",
  ]);
});
