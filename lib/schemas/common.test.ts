import { expect, test } from "vitest";

import { line, text } from "./common.ts";
import { EmailAddress } from "./contacts.ts";

test("what is too long is refused with how much fits, however long it is", () => {
  const words = (result: { error?: { issues: { message: string }[] } | undefined }) =>
    result.error?.issues.map(({ message }) => message);
  for (const length of [201, 801, 5_000]) {
    expect(words(line(200).safeParse("a".repeat(length)))).toEqual(["At most 200 characters."]);
  }
  expect(words(text(20_000).safeParse("a".repeat(20_001)))).toEqual(["At most 20,000 characters."]);
  expect(words(EmailAddress.safeParse(`${"a".repeat(300)}@x.example`))).toContain("At most 254 characters.");
  expect(line(200).safeParse(` ${"a".repeat(200)} `).success).toBe(true);
});
