import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  dumpLedgered,
  inChangeSet,
  itemsOf,
  latestChangeSet as latest,
  rowOf,
} from "#local/testing/ledger.ts";
import { createContact, deleteContact, getContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

const newNote = async (ctx: Context, contactId: string, audience = "workspace"): Promise<string> =>
  inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.notes (id, workspace_id, owner_id, audience, contact_id, body)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${audience}, ${contactId}, 'a note')`),
  );

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
        changedBy: { changeSetId: since, userId: ctx.user.id, name: ctx.user.id },
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

test("a row that others have written on stays, with the addresses that came with it", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const target = await latest(ctx);
  const noted = await newNote(ctx, id);
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
  expect(await rowOf("companies", company)).toBeUndefined();
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

test("what a colleague wrote in private on it stands in the way, with words", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  await createContact(ctx, { displayName: "Ada" });
  const target = await latest(ctx);
  const contact = (await itemsOf(ctx, target))[0]?.row_id ?? "";
  await newNote(colleague, contact, "private");
  await expect(revertChangeSet(ctx, { id: target, onConflict: "overwrite" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("hidden from you"),
  });
  expect(await rowOf("contacts", contact)).toBeDefined();
});

test("a mailbox that something was uploaded to stays", async () => {
  const ctx = await newOwner();
  const connection = newId();
  const target = await inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.connections (id, workspace_id, owner_id, provider, label, addresses)
      values (${connection}, ${ctx.workspace.id}, ${ctx.user.id}, 'file', 'mail.mbox', '{}')`),
  );
  await systemPool().client`
    insert into crm.uploads (id, workspace_id, owner_id, connection_id, storage_key, file_name, byte_size)
    values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${connection}, 'k', 'mail.mbox', 1)`;
  expect((await revertChangeSet(ctx, { id: target })).conflicts).toMatchObject([
    { table: "connections", kind: "referenced", label: "mail.mbox", changedBy: null },
  ]);
});
