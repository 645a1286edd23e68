import { type OnConflict, RevertChangeSetInput, RevertResult } from "#lib/schemas/change-sets.ts";
import { type Context, operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { lockedChangeSetRow } from "./internal.ts";
import { refusalOf } from "./refusal.ts";
import { revertChangeSet } from "./revert.ts";
import { takeBack } from "./take-back.ts";

interface PerformOptions {
  /** The last step of the transaction: what it throws undoes the whole revert. */
  onProgress?: (tx: Tx, progress: { done: number; total: number }) => Promise<void>;
}

/**
 * The worker's part of changeSets.revert, for a set of any size, in one transaction. A second run after the first has
 * committed answers what the first one did. Throws AppError; never answers "queued".
 */
export async function performRevert(
  ctx: Context,
  input: { id: string; onConflict: OnConflict },
  { onProgress }: PerformOptions = {},
): Promise<RevertResult> {
  const perform = operation({
    ...revertChangeSet.definition,
    input: RevertChangeSetInput,
    output: RevertResult,
    changeSet: () => ({ kind: "revert" }),
    doors: ["batch"],
    async run({ ctx: current, tx, input: { id, onConflict } }): Promise<RevertResult> {
      const set = await lockedChangeSetRow(tx, id);
      if (set.reverted_by_id) {
        const done = { changeSetId: set.reverted_by_id, jobId: null, conflicts: [], conflictCount: 0 };
        return { status: "reverted", ...done };
      }
      if (set.kind === "sync") throw new Error("an import is taken back by its own job");
      const refusal = await refusalOf(current, tx, set);
      if (refusal) throw refusal;
      const result = await takeBack({ ctx: current, tx, set, onConflict });
      await onProgress?.(tx, { done: set.item_count, total: set.item_count });
      return result;
    },
  });
  return perform(ctx, input);
}
