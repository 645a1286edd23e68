import { expect, test } from "vitest";

import { contactTags } from "#drizzle/schema/people.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered, inChangeSet } from "#local/testing/ledger.ts";
import { itemsOfOperation } from "#local/testing/operation-items.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { createContact, deleteContact, getContact, listContacts } from "#server/contacts/index.ts";

import { addTag, createTag, deleteTag, listTags, removeTag, updateTag } from "./index.ts";

useTestDatabase();

const missing = { code: "not_found" };
const taken = { code: "conflict", message: expect.stringContaining("exists already") };

test("a tag is created and changed, and the ledger tells of both", async () => {
  const ctx = await newOwner();
  const tag = await createTag(ctx, { name: " Investor " });
  expect(tag).toMatchObject({ name: "Investor", color: "grey", version: 1 });
  expect(await updateTag(ctx, { id: tag.id, color: "teal", expectedVersion: 1 })).toMatchObject({
    name: "Investor",
    color: "teal",
    version: 2,
  });
  await expect(updateTag(ctx, { id: tag.id, name: "x", expectedVersion: 1 })).rejects.toMatchObject({
    code: "stale",
  });
  expect(await itemsOfOperation(ctx, "tags.create")).toMatchObject([{ table_name: "tags", op: "I" }]);
  expect(await itemsOfOperation(ctx, "tags.update")).toMatchObject([{ table_name: "tags", op: "U" }]);
});

test("a name is taken once, however it is written, and a colour is one of the list", async () => {
  const ctx = await newOwner();
  const other = await createTag(ctx, { name: "Other" });
  await createTag(ctx, { name: "Investor" });
  await expect(createTag(ctx, { name: "INVESTOR" })).rejects.toMatchObject(taken);
  await expect(updateTag(ctx, { id: other.id, name: "investor" })).rejects.toMatchObject(taken);
  // What a program that knows no types may send.
  const wrong: unknown = "url(evil)";
  await expect(updateTag(ctx, { id: other.id, color: wrong as "grey" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("a tag is put on a contact once, however often, and taken off", async () => {
  const ctx = await newOwner();
  const [tagId, contactId] = [
    (await createTag(ctx, { name: "B" })).id,
    (await createContact(ctx, { displayName: "Ada" })).id,
  ];
  await addTag(ctx, { contactId, tagId: (await createTag(ctx, { name: "a" })).id });
  const answers = await Promise.all(Array.from({ length: 5 }, () => addTag(ctx, { contactId, tagId })));
  expect(answers.at(-1)).toMatchObject({ contactId, tags: [{ name: "a" }, { id: tagId, name: "B" }] });
  expect(
    (await itemsOfOperation(ctx, "tags.add")).filter(({ after }) => after?.["tag_id"] === tagId),
  ).toHaveLength(1);
  const rest = through(ctx, "rest");
  expect((await getContact(rest, { id: contactId })).tags).toHaveLength(2);
  expect((await listContacts(rest, { tagId })).items).toMatchObject([{ id: contactId }]);
  await removeTag(ctx, { contactId, tagId });
  expect((await removeTag(ctx, { contactId, tagId })).tags).toMatchObject([{ name: "a" }]);
  expect(await itemsOfOperation(ctx, "tags.remove")).toMatchObject([{ table_name: "contact_tags", op: "D" }]);
});

test("deleting a tag takes it off every contact in one change set, and reverting brings all of it back", async () => {
  const ctx = await newOwner();
  const tagId = (await createTag(ctx, { name: "Investor", color: "blue" })).id;
  for (const displayName of ["Ada", "Bob", "Cyd"])
    await addTag(ctx, { contactId: (await createContact(ctx, { displayName })).id, tagId });
  const binned = await createContact(ctx, { displayName: "Dan" });
  await addTag(ctx, { contactId: binned.id, tagId });
  await deleteContact(ctx, { id: binned.id });
  const before = await dumpLedgered(ctx);

  expect(await deleteTag(ctx, { id: tagId })).toMatchObject({ name: "Investor" });
  expect(before).not.toEqual(await dumpLedgered(ctx));
  const items = await itemsOfOperation(ctx, "tags.delete");
  expect(items.map(({ table_name, op }) => `${op} ${table_name}`)).toEqual([
    ...Array.from({ length: 4 }, () => "D contact_tags"),
    "D tags",
  ]);
  const set = (await changeSetsOf(ctx)).find(({ operation }) => operation === "tags.delete");
  await revertChangeSet(ctx, { id: set?.id ?? "", onConflict: "ask" });
  expect(await dumpLedgered(ctx)).toEqual(before);
});

test("another workspace gets not found, with its own contact or its own tag as well", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const [tagId, contactId] = [
    (await createTag(ctx, { name: "T" })).id,
    (await createContact(ctx, { displayName: "Ada" })).id,
  ];
  const theirs = {
    tagId: (await createTag(stranger, { name: "T" })).id,
    contactId: (await createContact(stranger, { displayName: "Eve" })).id,
  };
  await expect(updateTag(stranger, { id: tagId, name: "x" })).rejects.toMatchObject(missing);
  await expect(deleteTag(stranger, { id: tagId })).rejects.toMatchObject(missing);
  for (const verb of [addTag, removeTag]) {
    await expect(verb(stranger, { contactId, tagId })).rejects.toMatchObject(missing);
    await expect(verb(stranger, { ...theirs, tagId })).rejects.toMatchObject(missing);
    await expect(verb(stranger, { ...theirs, contactId })).rejects.toMatchObject(missing);
  }
  expect((await listTags(through(stranger, "rest"), {})).items).toMatchObject([{ id: theirs.tagId }]);
});

test("a viewer reads but is refused every write", async () => {
  const ctx = await newOwner();
  const [tagId, contactId] = [
    (await createTag(ctx, { name: "T" })).id,
    (await createContact(ctx, { displayName: "Ada" })).id,
  ];
  const viewer = await newMember(ctx, "viewer");
  expect((await listTags(through(viewer, "rest"), {})).items).toHaveLength(1);
  const refused = { code: "forbidden" };
  await expect(createTag({ ...viewer, role: "owner" }, { name: "x" })).rejects.toMatchObject(refused);
  await expect(updateTag(viewer, { id: tagId, name: "x" })).rejects.toMatchObject(refused);
  await expect(deleteTag(viewer, { id: tagId })).rejects.toMatchObject(refused);
  await expect(addTag(viewer, { contactId, tagId })).rejects.toMatchObject(refused);
  await expect(removeTag(viewer, { contactId, tagId })).rejects.toMatchObject(refused);
});

test("a tag on a private contact is private too, and keeps others from deleting the tag", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const tagId = (await createTag(ctx, { name: "T" })).id;
  const contactId = await newPrivateContact(ctx, "Hidden");
  await addTag(ctx, { contactId, tagId });
  expect(await itemsOfOperation(ctx, "tags.add")).toMatchObject([
    { after: { audience: "private", owner_id: ctx.user.id } },
  ]);
  expect(await inspect(colleague, contactId)).toEqual([]);
  await expect(addTag(colleague, { contactId, tagId })).rejects.toMatchObject(missing);
  await expect(deleteTag(colleague, { id: tagId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("only their owners see"),
  });
  await deleteTag(ctx, { id: tagId });
});

async function inspect(ctx: Awaited<ReturnType<typeof newOwner>>, contactId: string): Promise<unknown[]> {
  let rows: { contactId: string }[] = [];
  await inChangeSet(ctx, async (tx) => {
    rows = await tx.select({ contactId: contactTags.contactId }).from(contactTags);
  });
  return rows.filter((row) => row.contactId === contactId);
}

test("paging visits each tag once, by name whatever its case", async () => {
  const ctx = await newOwner();
  const names = ["beta", "Alpha", "élan", "gamma", "Zeta", "100 %"];
  for (const name of names) await createTag(ctx, { name });
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listTags(through(ctx, "rest"), { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((tag) => tag.name));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen).toEqual([names.at(-1), "Alpha", "beta", "élan", "gamma", "Zeta"]);
});
