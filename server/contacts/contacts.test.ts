import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { contacts } from "#drizzle/schema/people.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { overtake } from "#local/testing/overtake.ts";
import { appPool, asUser } from "#server/db/index.ts";

import {
  createContact,
  deleteContact,
  getContact,
  listContacts,
  restoreContact,
  updateContact,
} from "./index.ts";

useTestDatabase();

const ledgerOf = async (ctx: { user: { id: string }; workspace: { id: string } }, operation: string) =>
  asUser({ userId: ctx.user.id, workspaceId: ctx.workspace.id }, (tx) =>
    tx.execute<{ table_name: string; op: string; before: unknown; after: Record<string, unknown> }>(
      `select i.table_name, i.op, i.before, i.after from crm.change_items i join crm.change_sets s on s.workspace_id = i.workspace_id and s.id = i.change_set_id where s.operation = '${operation}' order by i.seq`,
    ),
  );

test("a contact is created with its addresses, and the ledger tells of both rows", async () => {
  const ctx = await newOwner();
  const contact = await createContact(ctx, {
    displayName: " Ada Byron ",
    emails: ["Ada@Analytical.example", "ada@home.example"],
  });
  expect(contact).toMatchObject({
    displayName: "Ada Byron",
    primaryEmail: "ada@analytical.example",
    version: 1,
  });
  expect(contact.emails).toEqual(["ada@analytical.example", "ada@home.example"]);
  const items = await ledgerOf(ctx, "contacts.create");
  expect(items.map((item) => [item.table_name, item.op])).toEqual([
    ["contacts", "I"],
    ["contact_identities", "I"],
    ["contact_identities", "I"],
  ]);
});

test("another workspace gets not found for reading, changing, deleting and restoring", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const missing = { code: "not_found" };
  await expect(getContact(through(stranger, "rest"), { id })).rejects.toMatchObject(missing);
  await expect(updateContact(stranger, { id, title: "x" })).rejects.toMatchObject(missing);
  await expect(deleteContact(stranger, { id })).rejects.toMatchObject(missing);
  await expect(restoreContact(stranger, { id })).rejects.toMatchObject(missing);
});

test("a viewer reads but is refused every write, also by the database alone", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const viewer = await newMember(ctx, "viewer");
  expect((await getContact(through(viewer, "rest"), { id })).displayName).toBe("Ada");
  await expect(updateContact(viewer, { id, title: "x" })).rejects.toMatchObject({ code: "forbidden" });
  // A context that lies about its role meets the role of the database.
  await expect(createContact({ ...viewer, role: "owner" }, { displayName: "Eve" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("an address belongs to one contact, is free while that one is in the bin, and blocks its return when taken", async () => {
  const ctx = await newOwner();
  const first = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  await expect(createContact(ctx, { displayName: "Other", emails: ["ada@x.example"] })).rejects.toMatchObject(
    {
      code: "conflict",
      message: expect.stringContaining("Another contact already has this address"),
    },
  );
  await deleteContact(ctx, { id: first.id });
  await createContact(ctx, { displayName: "Other", emails: ["ada@x.example"] });
  await expect(restoreContact(ctx, { id: first.id })).rejects.toMatchObject({ code: "conflict" });
});

test("an update with an old version is refused as stale and changes nothing", async () => {
  const ctx = await newOwner();
  const contact = await createContact(ctx, { displayName: "Ada" });
  await updateContact(ctx, { id: contact.id, title: "Countess", expectedVersion: 1 });
  await expect(
    updateContact(ctx, { id: contact.id, title: "Duchess", expectedVersion: 1 }),
  ).rejects.toMatchObject({ code: "stale" });
  expect(await getContact(through(ctx, "rest"), { id: contact.id })).toMatchObject({
    title: "Countess",
    version: 2,
  });
});

test("an update that read the contact before somebody else's change is stale", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const late = overtake(
    ctx,
    (tx) => tx.update(contacts).set({ title: "Countess" }).where(eq(contacts.id, id)),
    () => updateContact(ctx, { id, title: "Duchess", expectedVersion: 1 }),
  );
  await expect(late).rejects.toMatchObject({ code: "stale" });
});

test("an update that changes nothing leaves no change set", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  await updateContact(ctx, { id, displayName: "Ada" });
  expect(await ledgerOf(ctx, "contacts.update")).toHaveLength(0);
});

test("paging visits each contact once, in each order", async () => {
  const ctx = await newOwner();
  for (let index = 0; index < 7; index++) await createContact(ctx, { displayName: `Person ${index % 3}` });
  for (const sort of ["name", "recent", "lastInteraction"] as const) {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listContacts(through(ctx, "rest"), {
        sort,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(new Set(seen).size, sort).toBe(7);
    expect(seen, sort).toHaveLength(7);
  }
});

test("the same idempotency key creates once under a hundred calls at once; other content is refused", async () => {
  const ctx = { ...(await newOwner()), idempotencyKey: "k-1" };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => createContact(ctx, { displayName: "Once" })),
  );
  expect(new Set(answers.map((contact) => contact.id)).size).toBe(1);
  await expect(createContact(ctx, { displayName: "Twice" })).rejects.toMatchObject({ code: "conflict" });
});

test("without claims the app's login sees and writes nothing", async () => {
  await expect(appPool().client`select * from crm.contacts`).rejects.toMatchObject({ code: "42501" });
});
