import { expect, test } from "vitest";

import { commandsFor } from "./commands.ts";
import { navItems } from "./nav-items.ts";

test("commands are found by the beginnings of their words, in any order", () => {
  expect(commandsFor("con new").actions.map(({ id }) => id)).toEqual(["new-contact"]);
  expect(commandsFor("upload").actions.map(({ id }) => id)).toEqual(["import"]);
  expect(commandsFor("calen").pages.map(({ id }) => id)).toEqual(["/calendar"]);
  expect(commandsFor("zzz")).toEqual({ actions: [], pages: [] });
  expect(commandsFor("").pages).toHaveLength(navItems.length);
});

test("no two pages share a key", () => {
  const keys = navItems.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
