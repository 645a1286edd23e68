import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";

import { expect, test } from "vitest";

/** Every action there is: each is an endpoint that anybody may call with anything. */
const actions: Record<string, string[]> = {
  "server/actions/auth.ts": ["signIn", "signOut", "signUp"],
  "server/actions/contacts.ts": ["createContact", "deleteContact", "restoreContact", "updateContact"],
  "server/actions/jobs.ts": ["cancelJob", "retryJob"],
};

const directive = /^\s*["']use server["']/m;
const all = await Array.fromAsync(glob("{app,components,lib,server}/**/*.{ts,tsx}"));
const files = all
  .filter((file) => !/\.test\.tsx?$/.test(file) && directive.test(readFileSync(file, "utf8")))
  .sort();

test("actions stand in server/actions, and the directive nowhere else", () => {
  expect(files).toEqual(Object.keys(actions).sort());
  for (const file of files) expect(readFileSync(file, "utf8")).toMatch(/^"use server";/);
});

test.each(Object.entries(actions))("%s exports the actions that are written down", async (file, names) => {
  const exported = (await import(/* @vite-ignore */ `${process.cwd()}/${file}`)) as Record<string, unknown>;
  expect(Object.keys(exported).sort()).toEqual(names);
  for (const action of Object.values(exported)) expect(action).toBeTypeOf("function");
});
