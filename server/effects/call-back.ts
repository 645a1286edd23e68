import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";

import { effects } from "#drizzle/schema/workspaces.ts";
import { AppError } from "#lib/errors.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { announce } from "./announce.ts";

const ofSet = (changeSetId: string, part: number | undefined) =>
  and(eq(effects.changeSetId, changeSetId), part === undefined ? undefined : eq(effects.part, part));

/** The caller's own effects of a change set, or of one part of it, that stand, by the operations that asked for them. */
export async function standingEffects(
  tx: Tx,
  changeSetId: string,
  part?: number,
): Promise<{ id: string; operation: string }[]> {
  return tx
    .select({ id: effects.id, operation: effects.operation })
    .from(effects)
    .where(and(ofSet(changeSetId, part), ne(effects.status, "cancelled")))
    .orderBy(effects.id);
}

/**
 * Calls back one effect within the open change set: what waits is not done any more, what was done is taken back by a
 * job. False where it was called back before, or is nobody's that the caller sees. Throws conflict for what was held
 * and has begun: it cannot be taken back.
 */
export async function callBackEffect(ctx: OperationContext, id: string): Promise<boolean> {
  const rows = await ctx.open.tx
    .update(effects)
    .set({ status: "cancelled" })
    .where(
      and(
        eq(effects.id, id),
        ne(effects.status, "cancelled"),
        or(isNull(effects.heldUntil), isNull(effects.begunAt)),
      ),
    )
    .returning({ id: effects.id, changeSetId: effects.changeSetId });
  const [called] = rows;
  if (!called) {
    if (await hasBegun(ctx.open.tx, id)) throw tooLate();
    return false;
  }
  ctx.open.effects.push(id);
  await announce(ctx, called);
  // Without a key: the job that did it may be about to end, and would take this one's place.
  await enqueueJob(ctx, "effects.perform", { effectId: id });
  return true;
}

async function hasBegun(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.select({ status: effects.status }).from(effects).where(eq(effects.id, id));
  return row !== undefined && row.status !== "cancelled";
}

const tooLate = (): AppError =>
  new AppError("conflict", "It has been sent, or is just being sent, and cannot be called back any more.");

/** What of a change set has left for good, so that the whole cannot be taken back; null where nothing has. */
export async function leftForGood(tx: Tx, changeSetId: string, part?: number): Promise<AppError | null> {
  const rows = await tx
    .select({ id: effects.id })
    .from(effects)
    .where(
      and(
        ofSet(changeSetId, part),
        ne(effects.status, "cancelled"),
        isNotNull(effects.heldUntil),
        isNotNull(effects.begunAt),
      ),
    )
    .limit(1);
  return rows.length > 0 ? tooLate() : null;
}

/** The same for all that stand of a change set; answers how many. */
export async function callBackEffects(
  ctx: OperationContext,
  changeSetId: string,
  part?: number,
): Promise<number> {
  const standing = await standingEffects(ctx.open.tx, changeSetId, part);
  for (const { id } of standing) await callBackEffect(ctx, id);
  return standing.length;
}
