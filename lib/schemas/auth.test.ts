import { expect, test } from "vitest";

import { ReturnPath } from "./auth.ts";

test("the way back stays in the app, however it is spelled", () => {
  for (const path of ["/", "/contacts?tag=a//b#c", "/contacts/1"]) expect(ReturnPath.parse(path)).toBe(path);
  // A browser takes the dots out: what is left would begin with //evil.example.
  for (const path of ["//evil.example", "/.//evil.example", "/a/..//evil.example", "/%2e//evil.example"]) {
    expect(ReturnPath.parse(path)).toBe("/");
  }
});
