import { globSync, readFileSync } from "node:fs";

import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import { signedOutKeptWords, signedOutWords } from "#lib/signed-out.ts";

import { ErrorState } from "./error-state.tsx";
import { Field } from "./field.tsx";
import { InlineError } from "./inline-error.tsx";

const looks = {
  "a line": (words: string) => createElement(InlineError, { message: words }),
  "a field": (words: string) => createElement(Field, { label: "Name", error: words }),
  "a box": (words: string) => createElement(ErrorState, { message: words }),
};

test.each(Object.entries(looks))("%s leads whoever is signed out back in, and nobody else", (_, look) => {
  for (const words of [signedOutWords, signedOutKeptWords]) {
    expect(renderToStaticMarkup(look(words))).toMatch(/<a [^>]*href="\/sign-in\?next=/);
  }
  expect(renderToStaticMarkup(look("This name is taken."))).not.toContain("<a ");
});

test("no part of a page tells of a refusal in a way of its own", () => {
  // Those two ask what is to happen, where nobody was refused.
  const others = ["components/activity/conflicts.tsx", "components/proposals/stale.tsx"];
  const telling = globSync("{app,components}/**/*.tsx").filter((file) =>
    readFileSync(file, "utf8").includes('role="alert"'),
  );
  expect(telling.toSorted()).toEqual([...others, "components/ui/error-state.tsx"].toSorted());
});
