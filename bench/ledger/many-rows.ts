import { sql } from "drizzle-orm";

import { type Context, newId, openChangeSet } from "#server/core/index.ts";
import { asUser, type Database, type Tx } from "#server/db/index.ts";

import type { Arm } from "../rounds.ts";

export const manyRows = 10_000;

type Write = (tx: Tx, owner: Context) => Promise<unknown>;

/** 10,000 new contacts by one statement. */
export const insertMany: Write = (tx, { user, workspace }) =>
  tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, display_name, title)
    select gen_random_uuid(), ${workspace.id}, ${user.id}, 'Person ' || g, 'Title' from generate_series(1, ${manyRows}) g`);

/** Another title for the 10,000 contacts of the workspace, by one statement. */
export const updateMany: Write = (tx, { workspace }) =>
  tx.execute(sql`update crm.contacts set title = ${newId()} where workspace_id = ${workspace.id}`);

/** Rows per second as a user, in a change set of its own. */
export function manyInLedger(owner: Context, write: Write): Arm {
  return () =>
    rowsPerSecond(() =>
      asUser({ userId: owner.user.id, workspaceId: owner.workspace.id }, async (tx) => {
        await openChangeSet(tx, owner, { id: newId(), operation: "bench.ledger", kind: "edit" });
        await write(tx, owner);
      }),
    );
}

/** The same past triggers and policies. */
export const manyPlainly = (db: Database, owner: Context, write: Write): Arm => {
  return () => rowsPerSecond(() => db.transaction((tx) => write(tx, owner)));
};

async function rowsPerSecond(write: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await write();
  return (manyRows / (performance.now() - startedAt)) * 1000;
}
