import { expect, test } from "vitest";

import { linkFilter } from "./links.ts";

const known = "/contacts/0193";

/** The text as it comes out, however it was cut into pieces on its way. */
function filtered(text: string, size: number): string {
  const links = linkFilter((target) => target === known);
  let out = "";
  for (let at = 0; at < text.length; at += size) out += links.push(text.slice(at, at + size));
  return out + links.flush();
}

test.each([
  [`Ask [Ada](${known}) now.`, `Ask [Ada](${known}) now.`],
  ["See [this](https://evil.example/?q=secret).", "See this."],
  ["![x](https://evil.example/p.png) end", "x end"],
  ["[Eve](/contacts/9999) is unknown", "Eve is unknown"],
  ["a [b] c! [d", "a [b] c! [d"],
  ["[x\\]](https://evil.example)", "[x\\]]"],
  ["[[x](https://evil.example)", "[x"],
  ["[x][1]\n\n[1]: https://evil.example", "[x][1]\n\n[1] : https://evil.example"],
  ["1 < 2 [ok] (fine)", "1 < 2 [ok] (fine)"],
  ['[t](https://evil.example "title")', "t"],
  ["[Ada](<https://evil.example>)", "Ada"],
])("%j", (text, expected) => {
  for (const size of [1, 2, 7, 1000]) expect(filtered(text, size), `in pieces of ${size}`).toBe(expected);
});

test("plain text is not held back", () => {
  const links = linkFilter(() => false);
  expect(links.push("Hello ")).toBe("Hello ");
  expect(links.push("[Ad")).toBe("");
  expect(links.push("a] and")).toBe("[Ada] and");
});
