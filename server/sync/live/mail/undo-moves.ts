import { and, eq, sql } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import { rawEvents } from "#drizzle/schema/sync.ts";
import { AppError } from "#lib/errors.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { StandingRule } from "../../cursors.ts";
import { lockMail } from "../../import/commit.ts";
import { connectionRow } from "../../internal.ts";
import { scopeOfMoves } from "./apply-moves.ts";
import { keptRows, readKept } from "./kept-mail.ts";
import { bringBack, takeOff } from "./move-mail.ts";

/** Whether this change set took mail off or brought some back, and nothing moved it again since. */
export async function movedMail(tx: Tx, changeSetId: string): Promise<boolean> {
  const [row] = await tx.execute(
    sql`select 1 from crm.raw_events where presence_set_id = ${changeSetId} limit 1`,
  );
  return row !== undefined;
}

/**
 * Takes back what following Gmail did to timelines. Where Gmail has the mail stays noted, so that the next sync sees
 * nothing new in it and leaves it as the person wants it. Throws `gone` where the bytes are not kept any more.
 */
export async function undoMoves(ctx: OperationContext, changeSetId: string): Promise<void> {
  const { tx } = ctx.open;
  const rows = await tx
    .select({
      id: rawEvents.id,
      item: rawEvents.providerItemId,
      connectionId: rawEvents.connectionId,
      labels: rawEvents.labels,
      removedAt: rawEvents.removedAt,
      reason: rawEvents.removedReason,
      kept: sql<boolean>`${rawEvents.payload} is not null`,
    })
    .from(rawEvents)
    .where(eq(rawEvents.presenceSetId, changeSetId));
  const [first] = rows;
  if (!first || ctx.open.changeSetId === null) return;
  const off = rows.filter((row) => row.removedAt !== null);
  if (off.some((row) => !row.kept)) {
    throw new AppError("gone", "This mail was deleted at Google too long ago: it is not kept any more.");
  }
  const connection = await connectionRow(tx, first.connectionId);
  await lockMail(tx, connection.ownerId);
  const rule = await ruleOf(tx, connection.id);
  const scope = scopeOfMoves(
    {
      row: { ...connection, connectionId: connection.id },
      rule: rule ?? { addresses: connection.addresses, listAddresses: [] },
    },
    ctx.open.changeSetId,
  );
  const kept = await readKept(
    await keptRows(
      tx,
      off.map((row) => row.id),
    ),
  );
  await bringBack(tx, scope, kept);
  await noteReasons(tx, off);
  const back = rows.filter((row) => row.removedAt === null);
  const moves = back.map(({ id, item, labels, reason }) => ({
    mail: { id, item, labels, isOff: false, reason, settled: true },
    labels,
    removed: reason,
  }));
  await takeOff(tx, scope, ctx.open.changeSetId, moves);
}

async function noteReasons(tx: Tx, rows: readonly { id: string; reason: string | null }[]): Promise<void> {
  const list = JSON.stringify(rows.map(({ id, reason }) => ({ id, reason })));
  await tx.execute(sql`
    update crm.raw_events r set removed_reason = n.reason
    from json_to_recordset(${list}::json) as n(id uuid, reason text) where r.id = n.id`);
}

async function ruleOf(tx: Tx, connectionId: string): Promise<StandingRule | null> {
  const [row] = await tx
    .select({ rule: syncCursors.rule })
    .from(syncCursors)
    .where(and(eq(syncCursors.connectionId, connectionId), eq(syncCursors.source, "gmail")));
  return StandingRule.safeParse(row?.rule).data ?? null;
}
