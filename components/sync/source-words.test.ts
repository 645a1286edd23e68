import { expect, test } from "vitest";

import { itemWords, unnamedWords } from "./source-words.ts";

test("what is not here is named as a person knows it, not by an account's id", () => {
  expect(itemWords("file", "1204")).toBe("No. 1,205 in the file");
  expect(itemWords("gmail", "18f3c2a9d0b1e7f4")).toBe("Gmail message");
  expect(itemWords("calendar", "primary/abc123")).toBe("Google Calendar meeting");
  expect(unnamedWords("gmail")).toBe("Its subject and sender are not kept");
  expect(unnamedWords("calendar")).toBe("Its title and organiser are not kept");
});
