import { expect, test } from "vitest";

import { Scope } from "#lib/schemas/permissions.ts";

import { areas, scopesOf, scopeWords } from "./scope-words.ts";

test("a choice by area becomes scopes, with search where anything can be read", () => {
  expect(scopesOf({ contacts: "write", tasks: "read" }, false)).toEqual([
    "contacts:read",
    "contacts:write",
    "tasks:read",
    "search:read",
  ]);
  expect(scopesOf({}, false)).toEqual([]);
  expect(scopesOf({}, true)).toEqual(["approve"]);
});

test("every area of the scopes can be chosen", () => {
  const known = new Set(
    Scope.options.filter((scope) => scope.endsWith(":write")).map((scope) => scope.split(":")[0]),
  );
  expect(new Set(areas.map(({ area }) => area))).toEqual(known);
});

test("scopes are told in words", () => {
  expect(scopeWords(["*"])).toBe("Everything");
  expect(scopeWords(["contacts:read", "contacts:write", "tasks:read", "approve"])).toBe(
    "Contacts (write), Tasks (read), Decisions",
  );
});
