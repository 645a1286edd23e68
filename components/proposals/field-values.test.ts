import { expect, test } from "vitest";

import type { ProposalField } from "#lib/schemas/proposals.ts";

import { fromControl, toControl } from "./field-values.ts";

const zone = "Asia/Tokyo";
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
  [field("instant"), "2027-03-01T10:00:00.000Z", "2027-03-01T19:00"],
] as const)("what a form shows comes back as it was (%#)", (one, value, shown) => {
  expect(toControl(one, value, zone)).toEqual(shown);
  expect(fromControl(one, toControl(one, value, zone), zone)).toEqual(value);
});

test("empty is nothing, unless the field is demanded", () => {
  expect(fromControl(field("line"), " ", zone)).toBeNull();
  expect(fromControl(field("line", true), " ", zone)).toBe("");
  expect(fromControl(field("list"), "", zone)).toEqual([]);
  expect(toControl(field("instant"), null, zone)).toBe("");
});
