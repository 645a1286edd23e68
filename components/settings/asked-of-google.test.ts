import { expect, test } from "vitest";

import { askedOfGoogle } from "./asked-of-google.ts";

test("the form begins as it was left, with what it can have been left with", () => {
  expect(askedOfGoogle({ google: "denied", grants: "gmail,calendar_write", audience: "metadata" })).toEqual({
    grants: ["gmail", "calendar_write"],
    audience: "metadata",
  });
  expect(askedOfGoogle({ grants: "gmail,gmail,drive", audience: "everybody" })).toEqual({
    grants: ["gmail"],
    audience: "private",
  });
  for (const query of [{}, { grants: "" }, { grants: "drive" }, { grants: ["gmail", "calendar"] }])
    expect(askedOfGoogle(query)).toBeNull();
});
