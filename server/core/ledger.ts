import { type SQL, sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { Context } from "./context.ts";

export type ChangeSetKind = "edit" | "sync" | "revert" | "system";

interface OpenChangeSet {
  id: string;
  operation: string;
  kind: ChangeSetKind;
  /** The change set that this one takes back. */
  revertsId?: string;
}

/** Opens the change set that every write of this transaction belongs to. */
export async function openChangeSet(tx: Tx, ctx: Context, set: OpenChangeSet): Promise<void> {
  await tx.execute(sql`
    select app.open_change_set(${set.id}, ${set.operation}, ${set.kind}, ${JSON.stringify(ctx.actor)}::jsonb,
      ${JSON.stringify(ctx.reason ?? {})}::jsonb, ${ctx.requestId}, ${set.revertsId ?? null})`);
}

/** Continues a change set that spans transactions (a sync's); throws when it is sealed or another's. */
export async function joinChangeSet(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`select app.join_change_set(${id})`);
}

/** Seals the open set. An empty set is dropped unless `keepEmpty`; answers whether it stays. */
export async function sealChangeSet(tx: Tx, keepEmpty: boolean): Promise<boolean> {
  const [row] = await tx.execute<{ kept: boolean }>(sealing(keepEmpty));
  return row?.kept ?? false;
}

/** The statement that does it, and writes the outbox as well. */
export function sealing(keepEmpty: boolean, outbox: SQL | null = null): SQL {
  const told = outbox ? sql`with told as (${outbox}) ` : sql``;
  return sql`${told}select app.seal_change_set(${keepEmpty}) as kept`;
}
