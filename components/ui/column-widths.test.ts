import { expect, test } from "vitest";

import { columnWidthsFrom, columnWidthsText, movedBoundary } from "./column-widths.ts";

const now = [
  ["name", 40],
  ["company", 28],
  ["last", 12],
  ["owner", 20],
] as const;

test("a boundary moves, and the others stay where they are", () => {
  expect(movedBoundary(now, 0, 5)).toEqual({ company: 23, last: 12, owner: 20 });
  expect(movedBoundary(now, 1, 4.26)).toEqual({ company: 32.3, last: 7.7, owner: 20 });
  expect(movedBoundary(now, 2, -3)).toEqual({ company: 28, last: 9, owner: 23 });
});

test("no column is moved out of sight", () => {
  expect(movedBoundary(now, 0, 90)).toEqual({ company: 6, last: 12, owner: 20 });
  expect(movedBoundary(now, 0, -90)).toEqual({ company: 53, last: 12, owner: 20 });
  expect(movedBoundary(now, 1, 90)).toEqual({ company: 34, last: 6, owner: 20 });
  expect(movedBoundary(now, 1, -90)).toEqual({ company: 6, last: 34, owner: 20 });
});

test("what is kept comes back, and nonsense does not", () => {
  const widths = { company: 28.5, last: 12 };
  expect(columnWidthsFrom(columnWidthsText(widths))).toEqual(widths);
  expect(columnWidthsFrom("")).toEqual({});
  expect(columnWidthsFrom("company-28_<script>-4_last-x")).toEqual({ company: 28 });
  expect(columnWidthsFrom("company-80_last-12")).toEqual({});
  expect(columnWidthsFrom("company-1")).toEqual({});
});
