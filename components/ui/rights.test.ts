import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import type { Permission } from "#lib/schemas/permissions.ts";

import { EditableText } from "./editable-text.tsx";
import { IfMay, RightsProvider } from "./rights.tsx";

const field = createElement(EditableText, {
  label: "Name",
  permission: "contacts:write",
  value: "Ada",
  placeholder: "No name",
  first: "open",
  onSave: () => Promise.resolve(null),
});
function shown(...rights: Permission[]): string {
  const act = { permission: "notes:write" as const, otherwise: "Read only", children: "Delete" };
  const children = createElement("div", null, createElement(IfMay, act), field);
  const provided = { rights, children };
  return renderToStaticMarkup(createElement(RightsProvider, provided));
}

test("whose role only reads, reads what is there and is offered no change, whatever the address asks for", () => {
  const page = shown("contacts:read", "notes:read");
  expect(page).toContain("Read only");
  expect(page).toContain("Ada");
  expect(page).not.toMatch(/Delete|<input|<button/);
});

test("who may write is offered it", () => {
  expect(shown("contacts:write", "notes:write")).toMatch(/Delete.*<input/);
});

test("one right does not stand for another", () => {
  expect(shown("contacts:write")).toMatch(/Read only.*<input/);
  expect(shown("notes:write")).not.toMatch(/<input|<button/);
});
