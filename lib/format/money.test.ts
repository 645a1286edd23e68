import { expect, test } from "vitest";

import { formatMicros } from "./money.ts";

test.each([
  [0, "$0.00"],
  [99, "under $0.0001"],
  [1_200, "$0.0012"],
  [1_200_000, "$1.20"],
  [5_000_000, "$5.00"],
])("%i millionths are %s", (micros, words) => {
  expect(formatMicros(micros)).toBe(words);
});
