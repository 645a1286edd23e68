import { expect, test } from "vitest";
import { citedPaths } from "./cited-paths.ts";

const topLevel = ["server", "docs", "local"];

test("paths of the repository are found in code spans and links", () => {
  const text =
    "See `server/core/operation.ts` and [why](docs/decisions/0001.md#context), `local/paths.ts:4`.";
  expect(citedPaths(text, topLevel)).toEqual([
    "server/core/operation.ts",
    "local/paths.ts",
    "docs/decisions/0001.md",
  ]);
});

test("patterns, addresses, commands, package names and listings are no paths", () => {
  const text = [
    "`server/<room>/index.ts` `server/**` `npm run verify` `drizzle-orm/postgres-js` `.local/omnicrm.json`",
    "[elsewhere](https://example.com/a/b) [below](#below)",
    "```",
    "`server/outline/only.ts`",
    "```",
  ].join("\n");
  expect(citedPaths(text, topLevel)).toEqual([]);
});
