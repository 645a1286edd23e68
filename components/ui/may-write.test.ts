import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import { EditableText } from "./editable-text.tsx";
import { ForWriters, MayWriteProvider } from "./may-write.tsx";

const field = createElement(EditableText, {
  label: "Name",
  value: "Ada",
  placeholder: "No name",
  maxLength: 200,
  first: "open",
  onSave: () => Promise.resolve(null),
});
function shown(mayWrite: boolean): string {
  const acts = { otherwise: "Read only", children: "Delete" };
  const children = createElement("div", null, createElement(ForWriters, acts), field);
  const provided = { mayWrite, children };
  return renderToStaticMarkup(createElement(MayWriteProvider, provided));
}

test("a viewer reads what is there and is offered no change, whatever the address asks for", () => {
  expect(shown(false)).toContain("Read only");
  expect(shown(false)).toContain("Ada");
  expect(shown(false)).not.toMatch(/Delete|<input|<button/);
});

test("who may write is offered it", () => {
  expect(shown(true)).toMatch(/Delete.*<input/);
});
