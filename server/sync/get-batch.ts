import { notFound } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Batch } from "#lib/schemas/batches.ts";
import { operation } from "#server/core/index.ts";

import { selectBatches, toBatch } from "./read-batch.ts";

export const getBatch = operation({
  name: "batches.get",
  summary: "Read an import: how far it is, what it stored, skipped and why, and what an undo kept",
  input: IdInput,
  output: Batch,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/batches/{id}" },
  async run({ tx, input: { id } }) {
    const [row] = await selectBatches(tx, { id, limit: 1 });
    if (!row) throw notFound("import");
    return toBatch(row);
  },
});
