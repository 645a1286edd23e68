import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { itemsOfOperation } from "#local/testing/operation-items.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { createCompany } from "#server/companies/index.ts";
import { contactTimeline, createContact, deleteContact } from "#server/contacts/index.ts";

import { createNote, deleteNote, getNote, listNotes, restoreNote, updateNote } from "./index.ts";

useTestDatabase();

const missing = { code: "not_found" };

test("a note on a contact is written, kept as it was typed, and told by the ledger", async () => {
  const ctx = await newOwner();
  const contact = await createContact(ctx, { displayName: "Ada" });
  const body = "  Likes engines;\n<b>not</b> \\ 'quotes'\u0000 😀\n";
  const note = await createNote(ctx, { contactId: contact.id, body });
  expect(note).toMatchObject({
    contactId: contact.id,
    contactName: "Ada",
    companyId: null,
    body: body.replace("\u0000", ""),
    ownerId: ctx.user.id,
    audience: "workspace",
    version: 1,
  });
  expect(await itemsOfOperation(ctx, "notes.create")).toMatchObject([
    { table_name: "notes", op: "I", row_id: note.id },
  ]);
  expect((await contactTimeline(through(ctx, "rest"), { id: contact.id })).items).toMatchObject([
    { id: note.id, kind: "note" },
  ]);
});

test("a note stands on exactly one thing, and says something", async () => {
  const ctx = await newOwner();
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  const wrong = { code: "invalid_input", fields: { contactId: expect.stringContaining("exactly one") } };
  await expect(createNote(ctx, { body: "x" })).rejects.toMatchObject(wrong);
  await expect(createNote(ctx, { body: "x", contactId, companyId })).rejects.toMatchObject(wrong);
  await expect(createNote(ctx, { body: " \n\u0000", companyId })).rejects.toMatchObject({
    fields: { body: "Please write something." },
  });
  await expect(createNote(ctx, { body: "x".repeat(20_001), companyId })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await deleteContact(ctx, { id: contactId });
  await expect(createNote(ctx, { body: "x", contactId })).rejects.toMatchObject(missing);
});

test("update, delete and restore are each one entry of the ledger; an old version is stale", async () => {
  const ctx = await newOwner();
  const { id: companyId } = await createCompany(ctx, { name: "Acme" });
  const { id } = await createNote(ctx, { companyId, body: "one" });
  await updateNote(ctx, { id, body: "two", expectedVersion: 1 });
  await expect(updateNote(ctx, { id, body: "three", expectedVersion: 1 })).rejects.toMatchObject({
    code: "stale",
  });
  await deleteNote(ctx, { id });
  await expect(updateNote(ctx, { id, body: "three" })).rejects.toMatchObject(missing);
  const rest = through(ctx, "rest");
  expect((await listNotes(rest, { companyId })).items).toEqual([]);
  expect((await listNotes(rest, { companyId, deleted: "true" })).items).toMatchObject([{ id, body: "two" }]);
  await restoreNote(ctx, { id });
  await expect(restoreNote(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  expect(await getNote(rest, { id })).toMatchObject({ body: "two", companyName: "Acme", deletedAt: null });
  for (const operation of ["notes.update", "notes.delete", "notes.restore"]) {
    expect(await itemsOfOperation(ctx, operation), operation).toMatchObject([
      { table_name: "notes", op: "U", row_id: id },
    ]);
  }
});

test("another workspace gets not found, on its contacts and companies too", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const companyId = (await createCompany(ctx, { name: "Acme" })).id;
  const { id } = await createNote(ctx, { contactId, body: "secret" });
  await expect(getNote(through(stranger, "rest"), { id })).rejects.toMatchObject(missing);
  await expect(updateNote(stranger, { id, body: "x" })).rejects.toMatchObject(missing);
  await expect(deleteNote(stranger, { id })).rejects.toMatchObject(missing);
  await expect(restoreNote(stranger, { id })).rejects.toMatchObject(missing);
  await expect(createNote(stranger, { contactId, body: "x" })).rejects.toMatchObject(missing);
  await expect(createNote(stranger, { companyId, body: "x" })).rejects.toMatchObject(missing);
  expect((await listNotes(through(stranger, "rest"), { contactId })).items).toEqual([]);
});

test("a viewer reads but is refused every write", async () => {
  const ctx = await newOwner();
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const { id } = await createNote(ctx, { contactId, body: "one" });
  const viewer = await newMember(ctx, "viewer");
  expect((await getNote(through(viewer, "rest"), { id })).body).toBe("one");
  const refused = { code: "forbidden" };
  await expect(createNote({ ...viewer, role: "owner" }, { contactId, body: "x" })).rejects.toMatchObject(
    refused,
  );
  await expect(updateNote(viewer, { id, body: "x" })).rejects.toMatchObject(refused);
  await expect(deleteNote(viewer, { id })).rejects.toMatchObject(refused);
  await expect(restoreNote(viewer, { id })).rejects.toMatchObject(refused);
});

test("a note on a private contact is as private as the contact, and nobody else writes one there", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "admin");
  const contactId = await newPrivateContact(ctx, "Hidden");
  const note = await createNote(ctx, { contactId, body: "secret" });
  expect(note).toMatchObject({ audience: "private", ownerId: ctx.user.id });
  await expect(getNote(through(colleague, "rest"), { id: note.id })).rejects.toMatchObject(missing);
  expect((await listNotes(through(colleague, "rest"), {})).items).toEqual([]);
  await expect(createNote(colleague, { contactId, body: "x" })).rejects.toMatchObject(missing);
});

test("notes are listed newest first, each once, over all pages", async () => {
  const ctx = await newOwner();
  const contactId = (await createContact(ctx, { displayName: "Ada" })).id;
  const other = (await createContact(ctx, { displayName: "Bob" })).id;
  const written: string[] = [];
  for (let index = 0; index < 5; index++) {
    written.unshift((await createNote(ctx, { contactId, body: `note ${index}` })).id);
    await createNote(ctx, { contactId: other, body: "elsewhere" });
  }
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listNotes(through(ctx, "rest"), {
      contactId,
      limit: 2,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.items.map((note) => note.id));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual(written);
  expect((await listNotes(through(ctx, "rest"), {})).items).toHaveLength(10);
});
