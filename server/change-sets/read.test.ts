import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, inChangeSet } from "#local/testing/ledger.ts";
import { createContact, deleteContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";

import { getChangeSet, listChangeSets, revertChangeSet } from "./index.ts";

useTestDatabase();

const asProgram = async (ctx: Context): Promise<Context> => ({
  ...through(ctx, "rest"),
  actor: { kind: "apiKey", apiKeyId: newId(), scopes: ["*"] },
});

test("the list tells who did what, newest first, and filters by operation, actor and record", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  await updateContact(await asProgram(ctx), { id, title: "Countess" });
  await createContact(ctx, { displayName: "Other" });

  const { items } = await listChangeSets(rest, {});
  expect(items.map((set) => [set.operation, set.actorKind, set.itemCount])).toEqual([
    ["contacts.create", "user", 1],
    ["contacts.update", "apiKey", 1],
    ["contacts.create", "user", 2],
    ["workspaces.provision", "system", 3],
  ]);
  expect(items[0]).toMatchObject({
    who: { id: ctx.user.id, name: ctx.user.id },
    kind: "edit",
    status: "sealed",
  });
  const operationsOf = async (filter: Parameters<typeof listChangeSets>[1]) =>
    (await listChangeSets(rest, filter)).items.map((set) => set.operation);
  expect(await operationsOf({ recordId: id })).toEqual(["contacts.update", "contacts.create"]);
  expect(await operationsOf({ actorKind: "apiKey" })).toEqual(["contacts.update"]);
  expect(await operationsOf({ operation: "contacts.create" })).toHaveLength(2);
});

test("a contact that was made and taken back is named by itself, not by its address", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Zed Walker", emails: ["gareth@x.example"] });
  const [made] = await changeSetsOf(ctx).then((sets) => sets.slice(-1));
  await revertChangeSet(ctx, { id: made?.id ?? "" });
  const { items } = await listChangeSets(through(ctx, "rest"), { limit: 2 });
  expect(items.map(({ subject }) => subject?.label)).toEqual(["Zed Walker", "Zed Walker"]);
});

test("pages visit each change set once", async () => {
  const ctx = await newOwner();
  for (const name of ["a", "b", "c", "d"]) await createContact(ctx, { displayName: name });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listChangeSets(through(ctx, "rest"), { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((set) => set.id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual((await changeSetsOf(ctx)).map((set) => set.id).reverse());
});

test("a change set is read with its rows, their names and both values, page by page", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  await updateContact(ctx, { id, displayName: "Ada Byron", emails: ["byron@x.example"] });
  const [set] = (await listChangeSets(rest, { operation: "contacts.update" })).items;
  const first = await getChangeSet(rest, { id: set?.id ?? "", limit: 2 });
  expect(first).toMatchObject({
    operation: "contacts.update",
    revertable: true,
    revertRefusal: null,
    itemCount: 3,
  });
  const second = await getChangeSet(rest, { id: set?.id ?? "", limit: 2, cursor: first.nextCursor ?? "" });
  expect(second.nextCursor).toBeNull();
  expect([...first.items, ...second.items]).toMatchObject([
    { table: "contact_identities", op: "delete", label: "ada@x.example", after: null },
    { table: "contact_identities", op: "insert", label: "byron@x.example", before: null },
    {
      table: "contacts",
      rowId: id,
      op: "update",
      label: "Ada Byron",
      before: { display_name: "Ada", primary_email: "ada@x.example" },
      after: { display_name: "Ada Byron", primary_email: "byron@x.example" },
    },
  ]);
});

test("what a row's values point to comes by name, also once it is gone, and to nobody of another workspace", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const [set] = (await listChangeSets(rest, { operation: "contacts.create" })).items;
  const read = async () => (await getChangeSet(rest, { id: set?.id ?? "" })).names;
  expect(await read()).toMatchObject({ [id]: "Ada" });
  await revertChangeSet(ctx, { id: set?.id ?? "" });
  expect(await read()).toMatchObject({ [id]: "Ada" });
  await expect(getChangeSet(through(await newOwner(), "rest"), { id: set?.id ?? "" })).rejects.toThrow(
    /not found|There is no/i,
  );
});

test("what cannot be taken back says why: done already, no right", async () => {
  const ctx = await newOwner();
  const rest = through(ctx, "rest");
  const { id } = await createContact(ctx, { displayName: "Ada" });
  await deleteContact(ctx, { id });
  const [deleted] = (await listChangeSets(rest, { operation: "contacts.delete" })).items;
  const viewer = through(await newMember(ctx, "viewer"), "rest");
  expect(await getChangeSet(viewer, { id: deleted?.id ?? "" })).toMatchObject({
    revertable: false,
    revertRefusal: expect.stringContaining("viewer"),
  });
  await revertChangeSet(ctx, { id: deleted?.id ?? "" });
  expect((await getChangeSet(rest, { id: deleted?.id ?? "" })).revertRefusal).toContain("taken back already");
  const sync = await inChangeSet(
    ctx,
    (tx) => tx.execute(sql`update crm.contacts set title = 'x' where id = ${id}`),
    "sync",
  );
  expect(await getChangeSet(rest, { id: sync })).toMatchObject({ kind: "sync", revertable: true });
  expect(await getChangeSet(viewer, { id: sync })).toMatchObject({ revertable: false });
});

test("another workspace sees neither list nor set; private rows of a colleague are left out of both", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const colleague = await newMember(ctx, "admin");
  const contact = newId();
  const id = await inChangeSet(ctx, (tx) =>
    tx.execute(sql`
    insert into crm.contacts (id, workspace_id, owner_id, audience, display_name)
    values (${contact}, ${ctx.workspace.id}, ${ctx.user.id}, 'private', 'Secret')`),
  );
  await expect(getChangeSet(through(stranger, "rest"), { id })).rejects.toMatchObject({ code: "not_found" });
  expect((await listChangeSets(through(stranger, "rest"), { recordId: contact })).items).toEqual([]);
  expect((await listChangeSets(through(colleague, "rest"), { recordId: contact })).items).toEqual([]);
  expect(await getChangeSet(through(colleague, "rest"), { id })).toMatchObject({
    items: [],
    revertable: false,
  });
  expect((await getChangeSet(through(ctx, "rest"), { id })).items).toMatchObject([{ label: "Secret" }]);
});

test("a list says what became of the first record of each change set", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", title: "Lady" });
  await updateContact(ctx, { id, title: "Countess" });

  const { items } = await listChangeSets(through(ctx, "rest"), { recordId: id });
  expect(items.map(({ subject }) => subject)).toEqual([
    {
      table: "contacts",
      rowId: id,
      label: "Ada",
      op: "update",
      fields: [{ field: "title", old: "Lady", new: "Countess" }],
    },
    { table: "contacts", rowId: id, label: "Ada", op: "insert", fields: [] },
  ]);
});
