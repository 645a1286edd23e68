import { expect, test } from "vitest";

import { ofOneField, refusedFieldWords } from "./refused-fields.ts";

test("a wrong field is called as people call it, not by its path", () => {
  expect(refusedFieldWords({ "emails.0": "Not an e-mail address." })).toBe("E-mail: Not an e-mail address.");
  expect(refusedFieldWords({ "edits.0.displayName": "Please fill this in." })).toBe(
    "Name: Please fill this in.",
  );
  expect(refusedFieldWords({ dueAt: "Not a time.", title: "Too long." })).toBe("Due: Not a time.");
  expect(refusedFieldWords({ input: "Not known here: x." })).toBe("Not known here: x.");
  expect(refusedFieldWords({})).toBe("Please check what was entered.");
});

test("beside the one field that was edited only the words stand", () => {
  const message = "Phone: Not a phone number.";
  expect(ofOneField({ message, fields: { "phones.0": "Not a phone number." } })).toBe("Not a phone number.");
  expect(ofOneField({ message: "Somebody else changed this." })).toBe("Somebody else changed this.");
});
