import { expect, test } from "vitest";

import { instantOf, localOf } from "./local-time.ts";

test.each([
  ["2026-03-29T08:30:00.000Z", "Europe/Berlin", "2026-03-29T10:30"],
  ["2026-03-28T08:30:00.000Z", "Europe/Berlin", "2026-03-28T09:30"],
  ["2026-11-01T13:15:00.000Z", "America/New_York", "2026-11-01T08:15"],
  ["2026-06-01T00:00:00.000Z", "UTC", "2026-06-01T00:00"],
])("what a form shows of %s in %s comes back as it was", (instant, timeZone, local) => {
  expect(localOf(instant, timeZone)).toBe(local);
  expect(instantOf(local, timeZone)).toBe(instant);
});

test("what is no time stays as it was typed", () => {
  expect(instantOf("", "UTC")).toBe("");
});
