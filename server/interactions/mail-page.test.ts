import { expect, test } from "vitest";

import { mailPage } from "./mail-page.ts";

test("a heading is not given the lines of smaller words", () => {
  const lineHeight = /body\{[^}]*font:\d+px\/(?<height>[^ ]+) /.exec(mailPage("<h1>Two lines</h1>"))
    ?.groups?.["height"];
  expect(lineHeight).toMatch(/^\d(?:\.\d+)?$/);
});
