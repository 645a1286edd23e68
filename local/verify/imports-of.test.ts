import { expect, test } from "vitest";
import { importsOf, packageOf } from "./imports-of.ts";

test("what runs is found, types are not", () => {
  const text = `import "./side.ts";
import type { A } from "only-a-type";
import { b, type C } from "b";
import {
  d,
} from "@scope/d/deep.js";
export { e } from "#lib/e.ts";
export type { F } from "another-type";
const g = await import("node:fs");`;
  expect(importsOf(text)).toEqual(["./side.ts", "b", "@scope/d/deep.js", "#lib/e.ts", "node:fs"]);
  expect(["@scope/d/deep.js", "b/c", "node:fs/promises"].map(packageOf)).toEqual(["@scope/d", "b", "fs"]);
});
