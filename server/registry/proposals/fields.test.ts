import { expect, test } from "vitest";

import { operations } from "../operations.ts";
import { editableFields } from "./fields.ts";

const fieldsOf = (name: string) => {
  const operation = operations.find(({ definition }) => definition.name === name);
  if (!operation) throw new Error(`${name} is not registered`);
  return editableFields(operation);
};

test("a form is told by what the operation takes: values, not the records it names", () => {
  expect(fieldsOf("tasks.create")).toEqual([
    { field: "title", kind: "line", options: [], required: true },
    { field: "dueAt", kind: "instant", options: [], required: false },
  ]);
  expect(fieldsOf("notes.create")).toEqual([{ field: "body", kind: "long", options: [], required: true }]);
  expect(fieldsOf("contacts.update").map(({ field, kind }) => [field, kind])).toEqual([
    ["displayName", "line"],
    ["emails", "list"],
    ["phones", "list"],
    ["title", "line"],
  ]);
});

test("what only names a record has nothing to edit", () => {
  expect(fieldsOf("companies.delete")).toEqual([]);
  expect(fieldsOf("tags.add")).toEqual([]);
});
