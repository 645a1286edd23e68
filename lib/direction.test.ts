import { expect, test } from "vitest";

import { withoutTurns } from "./direction.ts";

test("what turns the direction of writing goes, what is written from right to left stays", () => {
  expect(withoutTurns("invoice\u202egnp.exe")).toBe("invoicegnp.exe");
  for (const turn of [
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
  ]) {
    expect(withoutTurns(`a${turn}b`)).toBe("ab");
  }
  for (const real of ["שלום, החשבונית מצורפת", "مرحبا بالعالم", "Re: שלום 42\u200f!", "नमस्\u200dते"]) {
    expect(withoutTurns(real)).toBe(real);
  }
});
