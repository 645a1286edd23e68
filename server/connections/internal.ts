import { eq } from "drizzle-orm";

import { connections } from "#drizzle/schema/people.ts";
import { AppError, notFound } from "#lib/errors.ts";
import { asUser, type Tx } from "#server/db/index.ts";
import type { Context } from "#server/core/index.ts";

import type { SecretOwner } from "./secrets.ts";

export type ConnectionRow = typeof connections.$inferSelect;
/** A connection to an account at a provider, not to a file. */
export type AccountRow = ConnectionRow & { account: string };

export const isAccount = (row: ConnectionRow): row is AccountRow =>
  row.provider === "google" && row.account !== null;

/** The caller's own Google account, locked until the transaction ends. Throws not_found, forbidden for another person's. */
export async function ownAccountRow(tx: Tx, ctx: Context, id: string): Promise<AccountRow> {
  const [row] = await tx.select().from(connections).where(eq(connections.id, id)).for("no key update");
  return requireOwn(row, ctx);
}

/** The same in a transaction of its own, without a lock, for work that goes to Google. */
export const readOwnAccount = async (ctx: Context, id: string): Promise<AccountRow> =>
  requireOwn(await findAccount(ctx, id), ctx);

/** The row whatever became of it, as far as the caller may see it. */
export async function findAccount(ctx: Context, id: string): Promise<ConnectionRow | undefined> {
  const identity = { userId: ctx.user.id, workspaceId: ctx.workspace.id };
  const [row] = await asUser(identity, (tx) => tx.select().from(connections).where(eq(connections.id, id)));
  return row;
}

/** Throws not_found, forbidden for another person's. */
export function requireOwn(row: ConnectionRow | undefined, ctx: Context): AccountRow {
  if (!row || row.removed || !isAccount(row)) throw notFound("account");
  if (row.ownerId !== ctx.user.id) {
    throw new AppError("forbidden", "Only the person whose account this is can do that. Ask them.");
  }
  return row;
}

export const secretOwner = (row: Pick<ConnectionRow, "id" | "workspaceId" | "ownerId">): SecretOwner => ({
  workspaceId: row.workspaceId,
  userId: row.ownerId,
  connectionId: row.id,
});

/** Of work with the tokens of one connection. */
export const leaseOf = (connectionId: string): string => `google:${connectionId}`;
