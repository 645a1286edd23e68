import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { RevertChangeSetInput, RevertResult } from "#lib/schemas/change-sets.ts";
import { emit, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";
import { undoImport, undoOfSync } from "#server/sync/index.ts";

import { describeConflicts, findConflicts } from "./conflicts.ts";
import { changeSetRow, lockedChangeSetRow } from "./internal.ts";
import { itemsAtOnce, refusalOf } from "./refusal.ts";
import { leftAlone } from "./scope.ts";
import { takeBack } from "./take-back.ts";

export const revertChangeSet = operation({
  name: "changeSets.revert",
  summary: "Take a change back; what somebody changed since is shown first",
  guidance:
    "Start with onConflict ask: where something changed since, it changes nothing and answers the conflicts. Use keep or overwrite only as the user decides. An import is taken back by a job, as by batches_undo.",
  input: RevertChangeSetInput,
  output: RevertResult,
  permission: "changes:write",
  effect: "write",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/change-sets/{id}/revert" },
  changeSet: () => ({ kind: "revert" }),
  refusal: async ({ ctx, tx, input: { id, part } }) => {
    const refused = await refusalOf(ctx, tx, await changeSetRow(tx, id), part);
    if (refused) throw refused;
  },
  async run({ ctx, tx, input: { id, onConflict, part } }): Promise<RevertResult> {
    const set = await lockedChangeSetRow(tx, id);
    const refusal = await refusalOf(ctx, tx, set, part);
    if (refusal) throw refusal;
    if (part !== undefined) return takeBack({ ctx, tx, set, onConflict, part });
    const undo = await undoOfSync(tx, id);
    if (undo) {
      await undo(ctx, id);
      const [marked] = await tx.execute<{ ours: boolean }>(sql`select app.mark_revert(${id}) as ours`);
      if (!marked?.ours) throw new AppError("conflict", "Take back one change at a time.");
      await emit(ctx, { type: "change_set.reverted", payload: { changeSetId: id } });
      const done = { jobId: null, conflicts: [], conflictCount: 0 };
      return { status: "reverted", changeSetId: ctx.open.changeSetId, ...done };
    }
    if (set.kind === "sync") {
      const { jobId } = await undoImport(ctx, id);
      return { status: "queued", changeSetId: null, jobId, conflicts: [], conflictCount: 0 };
    }
    if (set.item_count <= itemsAtOnce) return takeBack({ ctx, tx, set, onConflict });

    const conflicts = await findConflicts(tx, id, onConflict, await leftAlone(tx, id, undefined));
    const shown = {
      conflicts: await describeConflicts(tx, conflicts),
      conflictCount: conflicts.found.length,
    };
    if (onConflict === "ask" && shown.conflictCount > 0) {
      return { status: "conflicts", changeSetId: null, jobId: null, ...shown };
    }
    const options = { key: id, progressTotal: set.item_count };
    const jobId = await enqueueJob(ctx, "changeSets.revert", { changeSetId: id, onConflict }, options);
    return { status: "queued", changeSetId: null, jobId, ...shown };
  },
});
