import { expect, test } from "vitest";

import { initialsOf } from "./avatar.tsx";
import { fieldWords, valueWords } from "./field-diff.tsx";

test("initials of people, of one word and of an address", () => {
  expect(["Ada Byron", "Ada K. Byron", "Plato", "acme.example", "élodie", "", "— ?"].map(initialsOf)).toEqual(
    ["AB", "AB", "P", "A", "É", "?", "?"],
  );
});

test("names of fields become words", () => {
  expect(
    ["dueAt", "due_at", "contactId", "jobTitle", "inReplyToInteractionId", "id"].map(fieldWords),
  ).toEqual(["Due", "Due", "Contact", "Job title", "In reply to", "Id"]);
});

test("values are read as people write them", () => {
  expect(valueWords(null)).toBeNull();
  expect(valueWords("")).toBeNull();
  expect(valueWords([])).toBeNull();
  expect(valueWords(true)).toBe("Yes");
  expect(valueWords(1204)).toBe("1,204");
  expect(valueWords(["a", null, "b"])).toBe("a, b");
  expect(valueWords("2026-11-20T09:41:00.000Z")).toBe("Fri, 20 Nov 2026, 09:41 UTC");
  expect(valueWords("2026-11-20")).toBe("2026-11-20");
});
