import { createHash } from "node:crypto";

import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, inChangeSet, itemsOf } from "#local/testing/ledger.ts";
import { systemPool, type Tx } from "#server/db/index.ts";

import { type Context, newId } from "./index.ts";

useTestDatabase();

const insertContact =
  (ctx: Context, id: string, name = "Ada") =>
  (tx: Tx) =>
    tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, display_name)
    values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${name})`);
const rename = (id: string, name: string) => (tx: Tx) =>
  tx.execute(sql`update crm.contacts set display_name = ${name} where id = ${id}`);

const contact = async (id: string) => {
  const [row] = await systemPool().client<{ version: number; updated_at: Date; display_name: string }[]>`
    select version, updated_at, display_name from crm.contacts where id = ${id}`;
  return row;
};

test("an insert keeps the whole row, an update the columns that changed, a delete the whole row", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  const made = await itemsOf(ctx, await inChangeSet(ctx, insertContact(ctx, id)));
  expect(made).toMatchObject([
    {
      table_name: "contacts",
      row_id: id,
      op: "I",
      before: null,
      after: { display_name: "Ada", title: null },
      version: 1,
    },
  ]);
  const [changed] = await itemsOf(ctx, await inChangeSet(ctx, rename(id, "Ada Byron")));
  expect(changed).toMatchObject({ op: "U", version: 2 });
  expect(Object.keys(changed?.before ?? {}).sort()).toEqual(["display_name", "updated_at", "version"]);
  expect([changed?.before?.display_name, changed?.after?.display_name]).toEqual(["Ada", "Ada Byron"]);
  const gone = await itemsOf(
    ctx,
    await inChangeSet(ctx, (tx) => tx.execute(sql`delete from crm.contacts where id = ${id}`)),
  );
  expect(gone).toMatchObject([
    { op: "D", before: { id, display_name: "Ada Byron" }, after: null, version: 2 },
  ]);
});

test("an update that changes nothing is no item and raises no version", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  await inChangeSet(ctx, insertContact(ctx, id));
  expect(await itemsOf(ctx, await inChangeSet(ctx, rename(id, "Ada")))).toEqual([]);
  expect(await contact(id)).toMatchObject({ version: 1 });
});

test("a mixed set keeps its items in the order of its statements, and counts them when it is sealed", async () => {
  const [ctx, first, second] = [await newOwner(), newId(), newId()];
  const set = await inChangeSet(ctx, async (tx) => {
    await insertContact(ctx, first)(tx);
    await insertContact(ctx, second)(tx);
    await tx.execute(sql`update crm.contacts set title = 'x'`);
    await rename(first, "Bob")(tx);
    await tx.execute(sql`delete from crm.contacts where id = ${second}`);
  });
  const items = await itemsOf(ctx, set);
  expect(items.map((item) => item.op)).toEqual(["I", "I", "U", "U", "U", "D"]);
  expect(items.map((item) => item.version)).toEqual([1, 1, 2, 2, 3, 2]);
  expect((await changeSetsOf(ctx)).at(-1)).toMatchObject({ id: set, item_count: 6 });
});

test("a derived table is one item per statement, with how many rows it touched", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  await inChangeSet(ctx, insertContact(ctx, id));
  const set = await inChangeSet(
    ctx,
    (tx) =>
      tx.execute(sql`
    insert into crm.threads (id, workspace_id, owner_id)
    select gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id} from generate_series(1, 30)`),
    "sync",
  );
  expect(await itemsOf(ctx, set)).toMatchObject([
    { table_name: "threads", op: "I", row_id: null, before: null, after: null, row_count: 30 },
  ]);
});

test("only what people do raises a version; a sync leaves version and updated_at alone", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  await inChangeSet(ctx, insertContact(ctx, id));
  const before = await contact(id);
  await inChangeSet(ctx, rename(id, "from mail"), "sync");
  expect(await contact(id)).toMatchObject({
    display_name: "from mail",
    version: 1,
    updated_at: before?.updated_at,
  });
  for (const [kind, version] of [
    ["edit", 2],
    ["revert", 3],
    ["system", 4],
  ] as const) {
    await inChangeSet(ctx, rename(id, kind), kind);
    expect(await contact(id), kind).toMatchObject({ version });
  }
  // Nobody sets a version by hand.
  await inChangeSet(ctx, (tx) => tx.execute(sql`update crm.contacts set version = 40 where id = ${id}`));
  expect((await contact(id))?.version).toBe(5);
});

test("an item's digest is the SHA-256 of salt, before and after, and outlives their erasure", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  await inChangeSet(ctx, async (tx) => {
    await insertContact(ctx, id, "Zoë")(tx);
    await rename(id, "Ada")(tx);
    await tx.execute(sql`delete from crm.contacts where id = ${id}`);
  });
  const { client } = systemPool();
  const read = () => client<{ id: string; content: string | null; digest: Uint8Array }[]>`
    select id, salt::text || coalesce(before::text, '') || coalesce(after::text, '') as content, digest
    from crm.change_items where row_id = ${id} order by seq`;
  const items = await read();
  expect(items).toHaveLength(3);
  for (const { content, digest } of items) {
    expect(Buffer.from(digest).toString("hex")).toBe(
      createHash("sha256")
        .update(content ?? "")
        .digest("hex"),
    );
  }
  expect(new Set(items.map((item) => item.content?.slice(0, 36))).size).toBe(3);
  await client`update crm.change_items set before = null, after = null, salt = null, erased_at = now() where row_id = ${id}`;
  expect((await read()).map(({ id: item, digest }) => ({ item, digest }))).toEqual(
    items.map(({ id: item, digest }) => ({ item, digest })),
  );
});

test("instants are kept in UTC whatever zone the session has", async () => {
  const [ctx, id] = [await newOwner(), newId()];
  const set = await inChangeSet(ctx, async (tx) => {
    await tx.execute(sql`set local timezone = 'Asia/Tokyo'`);
    await insertContact(ctx, id)(tx);
  });
  expect((await itemsOf(ctx, set))[0]?.after?.created_at).toMatch(/\+00:00$/);
});
