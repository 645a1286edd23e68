import { expect, test } from "vitest";
import { readTestPlan } from "./plan.ts";

test("everything runs unless parts or files are named", () => {
  expect(readTestPlan([])).toEqual({ verify: true, unit: [], journeys: [] });
  expect(readTestPlan(["--only", "unit"])).toEqual({ verify: false, unit: [], journeys: null });
  expect(readTestPlan(["--only", "e2e", "import"])).toEqual({
    verify: false,
    unit: null,
    journeys: ["import"],
  });
  expect(readTestPlan(["server/sync", "e2e/import.spec.ts"])).toEqual({
    verify: false,
    unit: ["server/sync"],
    journeys: ["e2e/import.spec.ts"],
  });
  expect(() => readTestPlan(["--only", "lint"])).toThrow('There is no part "lint"');
});
