import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { OnConflict, RevertResult } from "#lib/schemas/change-sets.ts";
import { emit, type OperationContext } from "#server/core/index.ts";
import { sqlState, type Tx } from "#server/db/index.ts";
import { callBackEffects } from "#server/effects/index.ts";

import { type Conflicts, describeConflicts, findConflicts } from "./conflicts.ts";
import type { ChangeSetRow } from "./internal.ts";
import { leftAlone, requireNothingRestsOn } from "./scope.ts";

const itemsPerStep = 20_000;

interface TakeBack {
  ctx: OperationContext;
  tx: Tx;
  set: ChangeSetRow;
  onConflict: OnConflict;
  /** One step alone; all that stands of the set where it is left out. */
  part?: number | undefined;
}

/**
 * Takes the set back inside the open change set, or answers what stands against it and changes nothing. The set's row
 * is to be locked before it is read.
 */
export async function takeBack({ ctx, tx, set, onConflict, part }: TakeBack): Promise<RevertResult> {
  await tx.execute(sql`select app.revert_lock(${set.id})`);
  const conflicts = await findConflicts(tx, set.id, onConflict, await leftAlone(tx, set.id, part));
  if (part !== undefined) await requireNothingRestsOn(tx, set.id, conflicts);
  const shown = {
    jobId: null,
    conflicts: await describeConflicts(tx, conflicts),
    conflictCount: conflicts.found.length,
  };
  if (onConflict === "ask" && shown.conflictCount > 0)
    return { status: "conflicts", changeSetId: null, ...shown };
  const before = await writtenSoFar(ctx);
  await playBack(ctx, tx, set, conflicts);
  if (shown.conflictCount > 0) await mendPrimaryEmails(tx, set, part);
  const calledBack = await callBackEffects(ctx, set.id, part);
  if (calledBack === 0 && (await writtenSoFar(ctx)) === before) {
    return { status: shown.conflictCount > 0 ? "conflicts" : "reverted", changeSetId: null, ...shown };
  }
  const [marked] = await tx.execute<{ ours: boolean }>(
    part === undefined
      ? sql`select app.mark_revert(${set.id}) as ours`
      : sql`select app.mark_revert_part(${set.id}, ${part}) as ours`,
  );
  if (!marked?.ours) throw new AppError("conflict", "Take back one change at a time.");
  await emit(ctx, { type: "change_set.reverted", payload: { changeSetId: set.id } });
  return { status: "reverted", changeSetId: ctx.open.changeSetId, ...shown };
}

async function writtenSoFar({ open }: OperationContext): Promise<string | null> {
  const [row] = await open.tx.execute<{ seq: string | null }>(
    sql`select max(i.seq) as seq from crm.change_items i where i.change_set_id = ${open.changeSetId}`,
  );
  return row?.seq ?? null;
}

async function playBack(
  ctx: OperationContext,
  tx: Tx,
  set: ChangeSetRow,
  { kept }: Conflicts,
): Promise<void> {
  try {
    for (let below: string | null = null; ;) {
      ctx.signal.throwIfAborted();
      const [step]: { lowest: string | null }[] = await tx.execute<{ lowest: string | null }>(
        sql`select app.revert_items(${set.id}, ${kept}::jsonb, ${below}, ${itemsPerStep}) as lowest`,
      );
      if (!step?.lowest) break;
      below = step.lowest;
    }
    await tx.execute(sql`set constraints all immediate`);
  } catch (error) {
    if (sqlState(error) !== "23503" && sqlState(error) !== "23505") throw error;
    throw new AppError(
      "conflict",
      "Something that is hidden from you stands in the way: it refers to one of these records, or has the same name or address.",
      { cause: error },
    );
  }
}

/** Where an address could not come back or go, the contact's first one is again one that it has. */
async function mendPrimaryEmails(tx: Tx, set: ChangeSetRow, part: number | undefined): Promise<void> {
  const ofPart = part === undefined ? sql`true` : sql`t.part = ${part}`;
  const addresses = sql`crm.contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id
    and i.kind = 'email' and (i.deleted_at is null or c.deleted_at is not null)`;
  await tx.execute(sql`
    update crm.contacts c set primary_email = (select i.value from ${addresses} order by i.id limit 1)
    where c.id in (select t.row_id from crm.change_items t where t.change_set_id = ${set.id} and t.table_name = 'contacts' and ${ofPart})
      and c.primary_email is not null and not exists (select 1 from ${addresses} and i.value = c.primary_email)`);
}
