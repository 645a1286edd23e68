import { sql } from "drizzle-orm";

import { type Context, newId, openChangeSet } from "#server/core/index.ts";
import type { Database, Tx } from "#server/db/index.ts";

import type { Arm } from "../rounds.ts";

export const manyRows = 10_000;

type Write = (tx: Tx, owner: Context) => Promise<unknown>;

/** 10,000 new contacts by one statement. */
export const insertMany: Write = (tx, { user, workspace }) =>
  tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, display_name, title)
    select gen_random_uuid(), ${workspace.id}, ${user.id}, 'Person ' || g, 'Title' from generate_series(1, ${manyRows}) g`);

/** Another title for the 10,000 contacts of the workspace, by one statement. */
export const updateMany: Write = (tx) => tx.execute(sql`update crm.contacts set title = ${newId()}`);

/** Rows per second as a user, in a change set of its own. */
export const many = (db: Database, owner: Context, write: Write): Arm => {
  const { user, workspace } = owner;
  return async () => {
    const startedAt = performance.now();
    await db.transaction(async (tx) => {
      await tx.execute(sql`
        select set_config('role', 'authenticated', true), set_config('request.jwt.claims', app.claims_for(${user.id}, ${workspace.id}), true)`);
      await openChangeSet(tx, owner, { id: newId(), operation: "bench.ledger", kind: "edit" });
      await write(tx, owner);
    });
    return (manyRows / (performance.now() - startedAt)) * 1000;
  };
};
