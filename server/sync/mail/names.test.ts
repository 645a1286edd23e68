import { describe, expect, it } from "vitest";
import { cleanName, nameFromAddress } from "./names.ts";

describe("cleanName", () => {
  it.each([
    ["Ada Byron", "Ada Byron"],
    ["'Byron, Ada'", "Ada Byron"],
    ['"Byron, Ada"', "Ada Byron"],
    ["“Ada   Byron”", "Ada Byron"],
    ["Byron, Ada (Sales)", "Ada Byron"],
    ["van der Berg, Jan-Peter", "Jan-Peter van der Berg"],
    ["Byron, Ph.D.", "Byron, Ph.D."],
    ["Analytical Engines, Inc.", "Analytical Engines, Inc."],
    ["Byron, Ada, Countess", "Byron, Ada, Countess"],
    ["Ada Byron via Engine list", "Ada Byron"],
    ["Ada Byron (via Google Docs)", "Ada Byron"],
    ["ada@x.example", ""],
    ["Ada@X.example", ""],
    ["someone@else.example", ""],
    ["ada at x.example", ""],
    ["''", ""],
    ["--", ""],
    ["Ada\u202e\u200b Byron", "Ada Byron"],
    ["Ada\u0000\r\nByron", "Ada Byron"],
    ["O'Brien", "O'Brien"],
    ["=?utf-8?B?QWRhIELDvHJvbg==?=", "Ada Büron"],
    ["拓海 山田", "拓海 山田"],
  ])("%j gives %j", (raw, expected) => {
    expect(cleanName(raw, "ada@x.example")).toBe(expected);
  });

  it("bounds the length and keeps characters whole", () => {
    const name =
      cleanName("😀".repeat(1_000), "a@x.example") || cleanName(`a${"😀".repeat(1_000)}`, "a@x.example");
    expect(name.length).toBeLessThanOrEqual(200);
    expect(name.isWellFormed()).toBe(true);
  });
});

it.each([
  ["ada.byron@x.example", "Ada Byron"],
  ["ada_augusta-byron2@x.example", "Ada Augusta Byron"],
  ["jürgen.öz+crm@x.example", "Jürgen Öz"],
  ["dwinsemius@x.example", "dwinsemius"],
  ["a.b@x.example", "a.b"],
  ["x123@x.example", "x123"],
])("nameFromAddress(%j) is %j", (address, expected) => {
  expect(nameFromAddress(address)).toBe(expected);
});
