import { IdInput } from "#lib/schemas/common.ts";
import { Preview } from "#lib/schemas/previews.ts";
import { operation } from "#server/core/index.ts";

import { readPreview } from "./read-preview.ts";

export const getPreview = operation({
  name: "previews.get",
  summary: "Read what an import would do: counts by month, sender and reason",
  input: IdInput,
  output: Preview,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/previews/{id}" },
  run: ({ tx, input }) => readPreview(tx, input.id),
});
