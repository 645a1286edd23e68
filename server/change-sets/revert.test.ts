import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered, identityOf, inChangeSet, itemsOf } from "#local/testing/ledger.ts";
import { createContact, deleteContact, getContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

/** The set that the latest call made. */
const latest = async (ctx: Context): Promise<string> => {
  const set = (await changeSetsOf(ctx)).at(-1);
  if (!set) throw new Error("nothing was changed");
  return set.id;
};

const row = async (ctx: Context, table: string, id: string) =>
  asUser(identityOf(ctx), async (tx) => {
    const [found] = await tx.execute<Record<string, unknown>>(
      sql`select * from crm.${sql.identifier(table)} where id = ${id}`,
    );
    return found;
  });

const newNote = (ctx: Context, contactId: string): { id: string; set: Promise<string> } => {
  const id = newId();
  const set = inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.notes (id, workspace_id, owner_id, contact_id, body)
      values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${contactId}, 'a note')`),
  );
  return { id, set };
};

test("creating, changing and deleting are each taken back, and the ledger says so", async () => {
  const ctx = await newOwner();
  const empty = await dumpLedgered(ctx);
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const created = [await latest(ctx), await dumpLedgered(ctx)] as const;
  await updateContact(ctx, { id, displayName: "Ada Byron", emails: ["byron@x.example"], title: "Countess" });
  const changed = [await latest(ctx), await dumpLedgered(ctx)] as const;
  await deleteContact(ctx, { id });
  const deleted = await latest(ctx);

  const result = await revertChangeSet(ctx, { id: deleted });
  expect(result).toMatchObject({ status: "reverted", conflicts: [], jobId: null });
  expect(await dumpLedgered(ctx)).toEqual(changed[1]);
  expect((await changeSetsOf(ctx)).find((set) => set.id === deleted)?.reverted_by_id).toBe(
    result.changeSetId,
  );
  expect(await changeSetsOf(ctx)).toContainEqual(
    expect.objectContaining({
      id: result.changeSetId,
      kind: "revert",
      operation: "changeSets.revert",
      reverts_id: deleted,
    }),
  );
  expect((await itemsOf(ctx, result.changeSetId ?? "")).map((item) => [item.table_name, item.op])).toEqual([
    ["contact_identities", "U"],
    ["contacts", "U"],
  ]);
  await revertChangeSet(ctx, { id: changed[0] });
  expect(await dumpLedgered(ctx)).toEqual(created[1]);
  await revertChangeSet(ctx, { id: created[0] });
  expect(await dumpLedgered(ctx)).toEqual(empty);
});

test("a merge of two contacts is taken back whole", async () => {
  const ctx = await newOwner();
  const [kept, gone] = [
    await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] }),
    await createContact(ctx, { displayName: "A. Byron", emails: ["byron@x.example", "b@y.example"] }),
  ];
  const note = newNote(ctx, gone.id);
  await note.set;
  const before = await dumpLedgered(ctx);
  const merge = await inChangeSet(ctx, async (tx) => {
    await tx.execute(
      sql`update crm.contact_identities set contact_id = ${kept.id} where contact_id = ${gone.id}`,
    );
    await tx.execute(sql`update crm.notes set contact_id = ${kept.id} where contact_id = ${gone.id}`);
    await tx.execute(sql`update crm.contacts set title = 'Countess' where id = ${kept.id}`);
    await tx.execute(
      sql`update crm.contacts set deleted_at = now(), primary_email = null where id = ${gone.id}`,
    );
  });
  expect(await dumpLedgered(ctx)).not.toEqual(before);
  expect(await revertChangeSet(ctx, { id: merge })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await dumpLedgered(ctx)).toEqual(before);
  expect((await itemsOf(ctx, merge)).length).toBe(5);
});

test("what somebody changed since is shown with who it was, and asking changes nothing", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", title: "Miss" });
  await updateContact(ctx, { id, displayName: "Ada Byron", title: "Countess" });
  const target = await latest(ctx);
  await updateContact(ctx, { id, title: "Duchess" });
  const [since, before] = [await latest(ctx), await dumpLedgered(ctx, { withVersions: true })];

  const result = await revertChangeSet(ctx, { id: target });
  expect(result).toMatchObject({
    status: "conflicts",
    changeSetId: null,
    conflictCount: 1,
    conflicts: [
      {
        table: "contacts",
        rowId: id,
        label: "Ada Byron",
        kind: "changed",
        columns: ["title"],
        changedBy: { changeSetId: since, name: ctx.user.id },
      },
    ],
  });
  expect(await latest(ctx)).toBe(since);
  expect(await dumpLedgered(ctx, { withVersions: true })).toEqual(before);
});

test("keep leaves the changed column and takes the others back; overwrite takes back all of them", async () => {
  const ctx = await newOwner();
  for (const [onConflict, title] of [
    ["keep", "Duchess"],
    ["overwrite", "Miss"],
  ] as const) {
    const { id } = await createContact(ctx, { displayName: "Ada", title: "Miss" });
    await updateContact(ctx, { id, displayName: "Ada Byron", title: "Countess" });
    const target = await latest(ctx);
    const { updatedAt } = await updateContact(ctx, { id, title: "Duchess" });
    expect(await revertChangeSet(ctx, { id: target, onConflict })).toMatchObject({
      status: "reverted",
      conflictCount: 1,
    });
    const contact = await getContact(through(ctx, "rest"), { id });
    expect(contact).toMatchObject({ displayName: "Ada", title, version: 4 });
    // It was edited since the change that was taken back, and must not look older than that.
    expect(contact.updatedAt >= updatedAt).toBe(true);
    await expect(revertChangeSet(ctx, { id: target })).rejects.toMatchObject({
      code: "conflict",
      message: "This change was taken back already.",
    });
  }
});

test("a taking-back is taken back, and so on down the line", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const [chain, after] = [[await latest(ctx)], await dumpLedgered(ctx)];
  const standing = async () =>
    (await changeSetsOf(ctx))
      .filter((set) => chain.includes(set.id))
      .map((set) => set.reverted_by_id === null);
  for (const stands of [
    [false, true],
    [true, false, true],
    [false, true, false, true],
  ]) {
    const { changeSetId } = await revertChangeSet(ctx, { id: chain.at(-1) ?? "" });
    chain.push(changeSetId ?? "");
    expect(await standing()).toEqual(stands);
    expect(Boolean(await row(ctx, "contacts", id))).toBe(stands[0]);
    if (stands[0]) expect(await dumpLedgered(ctx)).toEqual(after);
  }
});

test("a row that others have written on stays, with the addresses that came with it", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const target = await latest(ctx);
  const note = newNote(ctx, id);
  const noted = await note.set;
  const before = await dumpLedgered(ctx);
  for (const onConflict of ["ask", "overwrite", "keep"] as const) {
    const result = await revertChangeSet(ctx, { id: target, onConflict });
    expect(result).toMatchObject({ status: "conflicts", changeSetId: null });
    expect(result.conflicts[0]).toMatchObject({
      table: "contacts",
      rowId: id,
      kind: "referenced",
      label: "Ada",
      changedBy: { changeSetId: noted },
    });
    expect(await dumpLedgered(ctx)).toEqual(before);
  }
});

test("a kept row keeps what it refers to", async () => {
  const ctx = await newOwner();
  const [company, contact] = [newId(), newId()];
  const target = await inChangeSet(ctx, async (tx) => {
    await tx.execute(
      sql`insert into crm.companies (id, workspace_id, owner_id, name) values (${company}, ${ctx.workspace.id}, ${ctx.user.id}, 'Analytical')`,
    );
    await tx.execute(
      sql`insert into crm.contacts (id, workspace_id, owner_id, display_name, company_id) values (${contact}, ${ctx.workspace.id}, ${ctx.user.id}, 'Ada', ${company})`,
    );
  });
  await updateContact(ctx, { id: contact, title: "Countess" });
  expect((await revertChangeSet(ctx, { id: target })).conflicts).toMatchObject([
    { table: "contacts", kind: "changed", columns: ["title"] },
  ]);
  const result = await revertChangeSet(ctx, { id: target, onConflict: "keep" });
  expect(result.conflicts).toMatchObject([
    { table: "contacts", kind: "changed" },
    { table: "companies", kind: "referenced" },
  ]);
  expect(result).toMatchObject({ status: "conflicts", changeSetId: null });
  expect(await revertChangeSet(ctx, { id: target, onConflict: "overwrite" })).toMatchObject({
    status: "reverted",
  });
  expect(await row(ctx, "companies", company)).toBeUndefined();
});

test("what cannot come back is named: a parent that is gone, an address that another has", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  await deleteContact(ctx, { id: ada.id });
  const binned = await latest(ctx);
  const other = await createContact(ctx, { displayName: "Other", emails: ["ada@x.example"] });
  const taken = await latest(ctx);
  expect((await revertChangeSet(ctx, { id: binned })).conflicts).toMatchObject([
    {
      table: "contact_identities",
      kind: "exists",
      label: "ada@x.example",
      changedBy: { changeSetId: taken },
    },
  ]);
  expect(await revertChangeSet(ctx, { id: binned, onConflict: "overwrite" })).toMatchObject({
    status: "reverted",
  });
  expect(await getContact(through(ctx, "rest"), { id: ada.id })).toMatchObject({
    deletedAt: null,
    emails: [],
    primaryEmail: null,
  });
  expect((await getContact(through(ctx, "rest"), { id: other.id })).emails).toEqual(["ada@x.example"]);

  const bob = await createContact(ctx, { displayName: "Bob", emails: ["bob@x.example"] });
  const created = await latest(ctx);
  await updateContact(ctx, { id: bob.id, emails: [] });
  const emptied = await latest(ctx);
  await revertChangeSet(ctx, { id: created, onConflict: "overwrite" });
  expect((await revertChangeSet(ctx, { id: emptied, onConflict: "overwrite" })).conflicts).toMatchObject([
    { table: "contact_identities", kind: "deleted" },
    { table: "contacts", kind: "deleted", label: "Bob" },
  ]);
});

test("rows that swapped a key within one set swap back", async () => {
  const ctx = await newOwner();
  const [first, second] = [newId(), newId()];
  const rename = (id: string, name: string) => sql`update crm.tags set name = ${name} where id = ${id}`;
  await inChangeSet(ctx, async (tx) => {
    for (const [id, name] of [
      [first, "red"],
      [second, "blue"],
    ] as const)
      await tx.execute(
        sql`insert into crm.tags (id, workspace_id, name) values (${id}, ${ctx.workspace.id}, ${name})`,
      );
  });
  const before = await dumpLedgered(ctx);
  const swap = await inChangeSet(ctx, async (tx) => {
    for (const [id, name] of [
      [first, "aside"],
      [second, "red"],
      [first, "blue"],
    ] as const)
      await tx.execute(rename(id, name));
  });
  const back = await revertChangeSet(ctx, { id: swap });
  expect(await dumpLedgered(ctx)).toEqual(before);
  await revertChangeSet(ctx, { id: back.changeSetId ?? "" });
  expect(await row(ctx, "tags", first)).toMatchObject({ name: "blue" });
});

test("two who take back the same change at once do it once", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const target = await latest(ctx);
  const results = await Promise.allSettled([1, 2, 3].map(() => revertChangeSet(ctx, { id: target })));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await row(ctx, "contacts", id)).toBeUndefined();
  expect((await changeSetsOf(ctx)).filter((set) => set.reverts_id === target)).toHaveLength(1);
});

test("another workspace gets not found; a viewer and a key without the inverse's scope are refused", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  await createContact(ctx, { displayName: "Ada" });
  const id = await latest(ctx);
  const viewer = await newMember(ctx, "viewer");
  const before = await dumpLedgered(ctx);
  await expect(revertChangeSet(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(revertChangeSet(viewer, { id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const actor = { kind: "apiKey" as const, apiKeyId: newId(), scopes: ["changes:write" as const] };
  await expect(revertChangeSet({ ...ctx, actor }, { id })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("contacts:write"),
  });
  expect(await dumpLedgered(ctx)).toEqual(before);
});

test("refused with words: hidden items, members, imports, sets that are open or changed nothing", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "admin");
  const insert =
    (audience: string) => (tx: { execute: (query: ReturnType<typeof sql>) => Promise<unknown> }) =>
      tx.execute(sql`insert into crm.contacts (id, workspace_id, owner_id, audience, display_name)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${audience}, 'Ada')`);
  const half = await inChangeSet(ctx, async (tx) => {
    await insert("private")(tx);
    await insert("workspace")(tx);
  });
  const cases: [Context, string, string][] = [
    [colleague, half, "hidden from you"],
    [
      ctx,
      (await changeSetsOf(ctx)).find((set) => set.operation === "workspaces.provision")?.id ?? "",
      "settings",
    ],
    [ctx, await inChangeSet(ctx, insert("workspace"), "sync"), "import was not found"],
    [ctx, await inChangeSet(ctx, async () => undefined), "nothing to take back"],
  ];
  for (const [caller, id, words] of cases) {
    await expect(revertChangeSet(caller, { id }), words).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
  }
  expect(await revertChangeSet(ctx, { id: half })).toMatchObject({ status: "reverted" });
});

test("what takes a change back tells of it", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Ada" });
  const id = await latest(ctx);
  await revertChangeSet(ctx, { id });
  const events = await asUser(identityOf(ctx), (tx) =>
    tx.execute(sql`select type, payload from crm.outbox where type = 'change_set.reverted'`),
  );
  expect(events).toMatchObject([{ payload: { changeSetId: id } }]);
});
