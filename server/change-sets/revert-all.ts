import { AppError } from "#lib/errors.ts";
import { RevertAllInput, RevertAllResult, type RevertResult } from "#lib/schemas/change-sets.ts";
import {
  newId,
  openChangeSet,
  operation,
  type OperationContext,
  type OpenTransaction,
  sealChangeSet,
} from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { undoOfSync } from "#server/sync/index.ts";

import { type ChangeSetRow, lockedChangeSetRow } from "./internal.ts";
import { itemsAtOnce, refusalOf } from "./refusal.ts";
import { takeBack } from "./take-back.ts";

type Call = { ctx: OperationContext; tx: Tx };

/** What stands against one of them, found after others of them went back. */
class StandsAgainst extends Error {
  readonly changeSetId: string;
  readonly result: RevertResult;

  constructor(changeSetId: string, result: RevertResult) {
    super("one of several changes was changed since");
    this.changeSetId = changeSetId;
    this.result = result;
  }
}

export const revertAllChangeSets = operation({
  name: "changeSets.revertAll",
  summary: "Take several changes back, all or none of them; what somebody changed since is shown first",
  input: RevertAllInput,
  output: RevertAllResult,
  permission: "changes:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/change-sets/revert-all" },
  async run({ ctx, tx, input: { ids } }): Promise<RevertAllResult> {
    const sets: ChangeSetRow[] = [];
    // Whoever takes back some of the same comes in the same order.
    for (const id of [...new Set(ids)].sort()) sets.push(await lockedChangeSetRow(tx, id));
    const standing = sets.filter(({ reverted_by_id }) => reverted_by_id === null);
    if (standing.length === 0) throw nothing("conflict", "All of it was taken back already.");
    if (standing.reduce((sum, { item_count }) => sum + item_count, 0) > itemsAtOnce)
      throw nothing("conflict", "That is more than goes back at once. Take each change back by itself.");
    const inner: OpenTransaction = { ...ctx.open, events: [], afterCommit: [], effects: [] };
    try {
      const changeSetIds = await tx.transaction((savepoint) =>
        // The newest first: it may rest on what was done before it.
        takeBackEach(
          { ctx: { ...ctx, open: { ...inner, tx: savepoint } }, tx: savepoint },
          standing.reverse(),
        ),
      );
      ctx.open.events.push(...inner.events);
      ctx.open.afterCommit.push(...inner.afterCommit);
      return { status: "reverted", changeSetIds, conflictsIn: null, conflicts: [], conflictCount: 0 };
    } catch (error) {
      if (!(error instanceof StandsAgainst)) throw error;
      const { conflicts, conflictCount } = error.result;
      const conflictsIn = error.changeSetId;
      return { status: "conflicts", changeSetIds: [], conflictsIn, conflicts, conflictCount };
    }
  },
});

/** Each by a change set of its own, as if it were taken back by itself: so each can stand again by itself. */
async function takeBackEach({ ctx, tx }: Call, sets: readonly ChangeSetRow[]): Promise<string[]> {
  await sealChangeSet(tx, false);
  const made: string[] = [];
  for (const set of sets) {
    const open: OpenTransaction = { ...ctx.open, changeSetId: newId(), effects: [] };
    const id = open.changeSetId ?? "";
    await openChangeSet(tx, ctx, { id, operation: "changeSets.revert", kind: "revert" });
    const result = await takeBackOne({ ctx: { ...ctx, open }, tx }, set);
    if (result.status !== "reverted") throw new StandsAgainst(set.id, result);
    if (await sealChangeSet(tx, open.effects.length > 0)) made.push(id);
  }
  return made;
}

async function takeBackOne({ ctx, tx }: Call, set: ChangeSetRow): Promise<RevertResult> {
  if (set.kind === "sync" || (await undoOfSync(tx, set.id)))
    throw nothing(
      "conflict",
      "One of these changes is about an import, which goes back by itself: see Activity.",
    );
  const refusal = await refusalOf(ctx, tx, set);
  if (refusal) throw nothing(refusal.code, refusal.message, refusal);
  return takeBack({ ctx, tx, set, onConflict: "ask" });
}

const nothing = (code: AppError["code"], why: string, cause?: unknown): AppError =>
  new AppError(code, `Nothing was taken back. ${why}`, { cause });
