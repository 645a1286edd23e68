import { type SQL, sql } from "drizzle-orm";
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

interface Around<T> {
  ahead?: ChangeSetAhead | undefined;
  /** The last statement, by what `run` answered: sent together with the commit. */
  closing?: (result: T) => SQL | null;
}

/**
 * A transaction that carries the user's rights: its first statement takes on role authenticated, verifies the
 * membership and sets the claims that every policy reads. Throws AppError when the user is not a member (any more).
 */
export function asUser<T>(
  identity: Identity,
  run: (tx: Tx, role: Role) => Promise<T>,
  { ahead, closing }: Around<T> = {},
): Promise<T> {
  return whileMember(async () => {
    let closed: Promise<unknown> | undefined;
    const result = await appPool().db.transaction(async (tx) => {
      const result = await run(tx, await enter(tx, identity, ahead));
      const last = closing?.(result);
      if (last) closed = sent(tx, last);
      return result;
    });
    await closed;
    return result;
  });
}

/**
 * The same for one statement that is known beforehand, whose rows it answers: begin, rights, statement and commit go out
 * together, in one round trip.
 */
export function asUserAtOnce<Row extends Record<string, unknown>>(
  identity: Identity,
  statement: SQL,
): Promise<Row[]> {
  return whileMember(async () => {
    let all: Promise<Row[]>[] = [];
    await appPool().db.transaction((tx) => {
      all = [sent(tx, rightsOf(identity)), sent(tx, statement)];
      return Promise.resolve();
    });
    const [, rows = []] = await Promise.all(all);
    return rows;
  });
}

/** On its way, and not waited for: of a commit behind one that failed the database makes a rollback. */
function sent<Row extends Record<string, unknown>>(tx: Tx, statement: SQL): Promise<Row[]> {
  // What its rows are, the statement says, as with `tx.execute` itself.
  const rows = tx.execute(statement).then((found) => [...found] as Row[]);
  rows.catch(() => undefined);
  return rows;
}

async function whileMember<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
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

async function enter(tx: Tx, identity: Identity, ahead?: ChangeSetAhead): Promise<Role> {
  const [row] = await tx.execute<{ claims: string }>(rightsOf(identity, ahead));
  return Claims.parse(JSON.parse(row?.claims ?? "{}")).member_role;
}

function rightsOf({ userId, workspaceId }: Identity, ahead?: ChangeSetAhead): SQL {
  const claims = ahead
    ? sql`app.claims_to_edit(${userId}, ${workspaceId}, ${ahead.id}, ${ahead.operation}, ${ahead.actor}::jsonb,
        ${ahead.reason}::jsonb, ${ahead.requestId})`
    : sql`app.claims_for(${userId}, ${workspaceId})`;
  return sql`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${claims}, true) as claims`;
}
