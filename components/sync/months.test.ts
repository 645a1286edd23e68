import { expect, test } from "vitest";

import { spansOf } from "./months.ts";

const sum = (counts: readonly { count: number }[]) => counts.reduce((all, { count }) => all + count, 0);

test("months without mail stand between the others, and one without a date at the end", () => {
  const months = [
    { month: "2013-11", count: 3 },
    { month: "2014-02", count: 4 },
    { month: null, count: 2 },
  ];
  const spans = spansOf(months);
  expect(spans.map(({ label, count }) => [label, count])).toEqual([
    ["Nov 2013", 3],
    ["Dec 2013", 0],
    ["Jan 2014", 0],
    ["Feb 2014", 4],
    ["No date", 2],
  ]);
  expect(sum(spans)).toBe(sum(months));
});

test("more than three years are drawn as years, and still add up", () => {
  const months = [
    { month: "2009-01", count: 5 },
    { month: "2009-12", count: 6 },
    { month: "2012-06", count: 7 },
  ];
  const spans = spansOf(months);
  expect(spans.map(({ label, count }) => [label, count])).toEqual([
    ["2009", 11],
    ["2010", 0],
    ["2011", 0],
    ["2012", 7],
  ]);
  expect(sum(spans)).toBe(sum(months));
});

test("nothing dated gives nothing but what has no date", () => {
  expect(spansOf([])).toEqual([]);
  expect(spansOf([{ month: null, count: 1 }]).map(({ label }) => label)).toEqual(["No date"]);
});
