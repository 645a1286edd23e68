import { expect, test } from "vitest";

import { benches } from "./benches.ts";
import { judge } from "./judge.ts";
import { median, percentile, rounded } from "./statistics.ts";

test("medians and percentiles lie between the values they stand between", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(percentile([0, 10], 95)).toBeCloseTo(9.5);
  expect(() => median([])).toThrow();
  expect(rounded(1234.5678)).toBe(1235);
});

test("a goal is missed by more than its noise, and five hundredths excuse the most", () => {
  const bench = {
    name: "x",
    summary: "",
    figures: {
      ratio: { unit: "ratio" as const, says: "", goal: { atLeast: 1 }, noise: "noise" },
      noise: { unit: "ratio" as const, says: "" },
    },
    run: () => Promise.resolve({}),
  };
  expect(judge(bench, { ratio: 0.97, noise: 0.04 }).pass).toBe(true);
  expect(judge(bench, { ratio: 0.97, noise: 0.01 })).toMatchObject({ pass: false, missed: ["ratio"] });
  expect(judge(bench, { ratio: 0.9, noise: 0.5 }).pass).toBe(false);
  expect(judge(bench, { noise: 0.5 })).toMatchObject({ goals: {}, pass: true });
});

test.each(benches.map((bench) => [bench.name, bench] as const))(
  "%s names a noise that it measures",
  (_, bench) => {
    for (const { noise } of Object.values(bench.figures))
      if (noise !== undefined) expect(bench.figures).toHaveProperty(noise);
  },
);
