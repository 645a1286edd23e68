import { inArray, sql } from "drizzle-orm";

import { syncBatches } from "#drizzle/schema/sync.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { UndoBatchesInput, UndoBatchOutput } from "#lib/schemas/batches.ts";
import { operation } from "#server/core/index.ts";

import { uuidArray } from "./rows.ts";
import { startUndo } from "./undo/start-undo.ts";
import { stopJobs } from "./undo/stop-jobs.ts";

export const undoBatches = operation({
  name: "batches.undoMany",
  summary:
    "Take several imports back by one job: all that they alone brought, except what somebody changed since or other mail and meetings use",
  guidance: "What is kept is named, with why, in batches_kept. The ids come from batches_list.",
  input: UndoBatchesInput,
  output: UndoBatchOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/batches/undo" },
  async run({ ctx, tx, input: { ids } }) {
    const batches = await tx.select().from(syncBatches).where(inArray(syncBatches.id, ids));
    if (batches.length < ids.length) throw notFound("import");
    const open = batches.filter(({ status }) => status !== "undone");
    if (open.length === 0) throw new AppError("conflict", "These imports were taken back already.");
    const jobs = open.flatMap(({ jobId, undoJobId }) => [jobId, undoJobId].filter((id) => id !== null));
    await stopJobs(tx, sql`id = any(${uuidArray(jobs)})`);
    return { jobId: await startUndo(ctx, open, {}) };
  },
});
