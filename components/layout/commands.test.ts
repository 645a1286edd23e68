import { expect, test } from "vitest";

import { commandsFor } from "./commands.ts";
import { navItems } from "./nav-items.ts";

const everything = () => true;

test("commands are found by the beginnings of their words, in any order", () => {
  expect(commandsFor("con new", everything).actions.map(({ id }) => id)).toEqual(["new-contact"]);
  expect(commandsFor("upload", everything).actions.map(({ id }) => id)).toEqual(["import"]);
  expect(commandsFor("calen", everything).pages.map(({ id }) => id)).toEqual(["/calendar"]);
  expect(commandsFor("zzz", everything)).toEqual({ actions: [], pages: [] });
  expect(commandsFor("", everything).pages).toHaveLength(navItems.length);
});

test("what the role does not allow is no command, by its name neither", () => {
  expect(commandsFor("", () => false).actions.map(({ id }) => id)).toEqual(["theme"]);
  expect(commandsFor("new contact", (permission) => permission !== "contacts:write").actions).toEqual([]);
  expect(commandsFor("", () => false).pages).toHaveLength(navItems.length);
});

test("no two pages share a key", () => {
  const keys = navItems.flatMap(({ key }) => key ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});
