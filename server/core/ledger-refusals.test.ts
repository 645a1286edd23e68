import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, identityOf, inChangeSet, rowOf } from "#local/testing/ledger.ts";
import { asUser, type Tx } from "#server/db/index.ts";

import { type Context, newId, openChangeSet, sealChangeSet } from "./index.ts";

useTestDatabase();

const insertContact =
  (ctx: Context, id: string, name = "Ada") =>
  (tx: Tx) =>
    tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, display_name)
    values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${name})`);
const refused = { cause: expect.objectContaining({ code: "OC002" }) };

test("a write without a change set is refused, of ledgered and of derived rows", async () => {
  const ctx = await newOwner();
  await expect(asUser(identityOf(ctx), insertContact(ctx, newId()))).rejects.toMatchObject(refused);
  const thread = (tx: Tx) =>
    tx.execute(
      sql`insert into crm.threads (id, workspace_id, owner_id) values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id})`,
    );
  await expect(asUser(identityOf(ctx), thread)).rejects.toMatchObject(refused);
});

test("a write is refused with a set that is sealed, another user's or another workspace's", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const colleague = await newMember(ctx, "admin");
  const sealed = await inChangeSet(ctx, insertContact(ctx, newId()));
  const openOf = async (owner: Context): Promise<string> => {
    const id = newId();
    await asUser(identityOf(owner), (tx) =>
      openChangeSet(tx, owner, { id, operation: "test", kind: "sync" }),
    );
    return id;
  };
  for (const [whose, set] of [
    ["sealed", sealed],
    ["a colleague's", await openOf(colleague)],
    ["a stranger's", await openOf(stranger)],
    ["nobody's", newId()],
  ] as const) {
    const id = newId();
    const borrowed = asUser(identityOf(ctx), async (tx) => {
      await tx.execute(sql`select set_config('app.change_set_id', ${set}, true)`);
      await insertContact(ctx, id)(tx);
    });
    await expect(borrowed, whose).rejects.toMatchObject(refused);
    const joined = asUser(identityOf(ctx), (tx) => tx.execute(sql`select app.join_change_set(${set})`));
    await expect(joined, whose).rejects.toMatchObject(refused);
    expect(await rowOf("contacts", id)).toBeUndefined();
  }
});

test("a set that spans transactions is joined again, and takes no more once it is sealed", async () => {
  const ctx = await newOwner();
  const [set, first, second] = [newId(), newId(), newId()];
  await asUser(identityOf(ctx), async (tx) => {
    await openChangeSet(tx, ctx, { id: set, operation: "test", kind: "sync" });
    await insertContact(ctx, first)(tx);
  });
  await asUser(identityOf(ctx), async (tx) => {
    await tx.execute(sql`select app.join_change_set(${set})`);
    await insertContact(ctx, second)(tx);
    expect(await sealChangeSet(tx, false)).toBe(true);
    await expect(tx.transaction(insertContact(ctx, newId()))).rejects.toMatchObject(refused);
  });
  expect((await changeSetsOf(ctx)).at(-1)).toMatchObject({ id: set, item_count: 2, kind: "sync" });
});

test("nobody rewrites the ledger: its tables can be read only", async () => {
  const ctx = await newOwner();
  await inChangeSet(ctx, insertContact(ctx, newId()));
  for (const statement of [
    sql`update crm.change_items set after = null`,
    sql`delete from crm.change_items`,
    sql`update crm.change_sets set user_id = ${newId()}`,
    sql`delete from crm.change_sets`,
    sql`insert into crm.change_sets (id, workspace_id, user_id, operation, kind, status, actor, reason, request_id)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, 'x', 'edit', 'open', '{}', '{}', '')`,
    sql`alter table crm.contacts disable trigger all`,
  ]) {
    await expect(asUser(identityOf(ctx), (tx) => tx.execute(statement))).rejects.toMatchObject({
      cause: expect.objectContaining({ code: "42501" }),
    });
  }
});
