import { BatchPage, ListBatchesInput } from "#lib/schemas/batches.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { selectBatches, toBatch } from "./read-batch.ts";

export const listBatches = operation({
  name: "batches.list",
  summary: "List imports, newest first",
  input: ListBatchesInput,
  output: BatchPage,
  permission: "sync:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/batches" },
  async run({ tx, input: { cursor, limit, connectionId, jobId } }) {
    const after = decodeCursor(cursor, IdCursor);
    const rows = await selectBatches(tx, {
      limit: limit + 1,
      ...(connectionId ? { connectionId } : {}),
      ...(jobId ? { ofJob: jobId } : {}),
      ...(after ? { before: after[0] } : {}),
    });
    return toPage(rows, limit, (row) => [row.batch.id], toBatch);
  },
});
