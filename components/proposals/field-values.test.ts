import { expect, test } from "vitest";

import type { ProposalField } from "#lib/schemas/proposals.ts";

import { fromControl, toControl } from "./field-values.ts";

const field = (kind: ProposalField["kind"], required = false): ProposalField => ({
  field: "value",
  kind,
  options: [],
  required,
});

test.each([
  [field("line"), "Countess", "Countess"],
  [field("list"), ["a@x.example", "b@x.example"], "a@x.example, b@x.example"],
  [field("number"), 12, "12"],
  [field("flag"), true, "yes"],
  [field("instant"), "2027-03-01T10:00:00.000Z", expect.stringMatching(/^2027-0\d-\d\dT\d\d:00$/)],
] as const)("what a form shows comes back as it was (%#)", (one, value, shown) => {
  expect(toControl(one, value)).toEqual(shown);
  expect(fromControl(one, toControl(one, value))).toEqual(value);
});

test("empty is nothing, unless the field is demanded", () => {
  expect(fromControl(field("line"), " ")).toBeNull();
  expect(fromControl(field("line", true), " ")).toBe("");
  expect(fromControl(field("list"), "")).toEqual([]);
  expect(toControl(field("instant"), null)).toBe("");
});
