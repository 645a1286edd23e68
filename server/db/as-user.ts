import { sql } from "drizzle-orm";
import { z } from "zod";

import { AppError } from "#lib/errors.ts";
import { Role } from "#lib/schemas/common.ts";

import { appPool, type Tx } from "./pools.ts";
import { sqlState } from "./sql-state.ts";

export interface Identity {
  userId: string;
  workspaceId: string;
}

/** Of a plain edit: opened by the statement that takes on the rights, since each further one is two round trips. */
export interface ChangeSetAhead {
  id: string;
  operation: string;
  /** JSON. */
  actor: string;
  reason: string;
  requestId: string;
}

const Claims = z.object({ member_role: Role });

/**
 * A transaction that carries the user's rights: its first statement takes on role authenticated, verifies the
 * membership and sets the claims that every policy reads. Throws AppError when the user is not a member (any more).
 */
export async function asUser<T>(
  identity: Identity,
  run: (tx: Tx, role: Role) => Promise<T>,
  ahead?: ChangeSetAhead,
): Promise<T> {
  try {
    return await appPool().db.transaction(async (tx) => run(tx, await enter(tx, identity, ahead)));
  } catch (error) {
    if (sqlState(error) === "OC001") {
      throw new AppError(
        "forbidden",
        "You are not a member of this workspace any more. Ask its owner to invite you again.",
        { cause: error },
      );
    }
    throw error;
  }
}

async function enter(tx: Tx, { userId, workspaceId }: Identity, ahead?: ChangeSetAhead): Promise<Role> {
  const claims = ahead
    ? sql`app.claims_to_edit(${userId}, ${workspaceId}, ${ahead.id}, ${ahead.operation}, ${ahead.actor}::jsonb,
        ${ahead.reason}::jsonb, ${ahead.requestId})`
    : sql`app.claims_for(${userId}, ${workspaceId})`;
  const [row] = await tx.execute<{ claims: string }>(sql`
    select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true) as claims`);
  return Claims.parse(JSON.parse(row?.claims ?? "{}")).member_role;
}
