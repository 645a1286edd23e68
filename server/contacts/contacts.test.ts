import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { contacts } from "#drizzle/schema/people.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { overtake } from "#local/testing/overtake.ts";
import { type Context, newId } from "#server/core/index.ts";
import { appPool, asUser, systemPool } from "#server/db/index.ts";

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

test("an address of a contact that an import made for oneself alone is taken too, and says by whom", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Gareth", emails: ["gareth@x.example"] });
  await inChangeSet(ctx, async (tx) => {
    await tx.execute(sql`update crm.contacts set audience = 'private' where id = ${id}`);
    await tx.execute(sql`update crm.contact_identities set audience = 'private' where contact_id = ${id}`);
  });
  const refused = { code: "conflict", message: expect.stringContaining("already has this address: Gareth") };
  const taken = { displayName: "Zed", emails: ["gareth@x.example"] };
  await expect(createContact(ctx, taken)).rejects.toMatchObject(refused);
  const other = await createContact(ctx, { displayName: "Zed" });
  await expect(updateContact(ctx, { id: other.id, emails: taken.emails })).rejects.toMatchObject(refused);
  await updateContact(ctx, { id, emails: ["gareth@x.example", "g@x.example"] });
  // A colleague does not see it, and learns nothing of it.
  await createContact(await newMember(ctx, "member"), taken);
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

test("by last interaction the newest come first, equal ones by id, and contacts without mail of one's own last", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const ids: string[] = [];
  for (let index = 0; index < 8; index++)
    ids.push((await createContact(ctx, { displayName: `P${index}` })).id);
  const lastAt = (index: number, at: string) =>
    touch(ctx, { contactId: ids[index] ?? "", ownerId: ctx.user.id, at });
  await lastAt(1, "2024-01-01T10:00:00Z");
  await lastAt(3, "2024-03-01T10:00:00Z");
  await lastAt(4, "2024-02-01T10:00:00.125Z");
  await lastAt(6, "2024-02-01T10:00:00.125Z");
  // What somebody else's mailbox knows of a contact is not theirs to see.
  await touch(ctx, { contactId: ids[7] ?? "", ownerId: stranger.user.id, at: "2024-04-01T10:00:00Z" });
  for (const limit of [1, 2, 3, 5, 50]) {
    expect(await listed(ctx, limit), String(limit)).toEqual(
      [3, 4, 6, 1, 0, 2, 5, 7].map((index) => ids[index]),
    );
  }
});

async function listed(ctx: Context, limit: number): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await listContacts(through(ctx, "rest"), {
      sort: "lastInteraction",
      limit,
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.items.map((item) => item.id));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
}

/** Statistics as an import writes them. */
async function touch(
  ctx: Context,
  { contactId, ownerId, at }: { contactId: string; ownerId: string; at: string },
) {
  await systemPool().client.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', app.claims_for(${ctx.user.id}, ${ctx.workspace.id}), true)`;
    await tx`select app.open_change_set(${newId()}, 'test', 'sync', '{}'::jsonb, '{}'::jsonb, '')`;
    await tx`insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, inbound_count)
      values (${newId()}, ${ctx.workspace.id}, ${ownerId}, 'private', ${contactId}, ${at}, ${at}, 1)`;
    await tx`select app.seal_change_set(true)`;
  });
}

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

test("a list is narrowed to an owner and to whom it fell quiet with, and says how many there are", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const made: Record<string, string> = {};
  for (const [name, days] of [
    ["Quiet", 40],
    ["Quieter", 90],
    ["Recent", 2],
  ] as const) {
    const { id } = await createContact(ctx, { displayName: name });
    made[name] = id;
    const at = new Date(Date.now() - days * 86_400_000).toISOString();
    await touch(ctx, { contactId: id, ownerId: ctx.user.id, at });
  }
  await createContact(ctx, { displayName: "Never" });
  await createContact(colleague, { displayName: "Theirs" });
  const rest = through(ctx, "rest");
  const narrowed = async (input: Parameters<typeof listContacts>[1]) => {
    const { items, count } = await listContacts(rest, { ...input, count: "true" });
    return [items.map(({ displayName }) => displayName), count] as const;
  };
  const some = (value: number) => ({ value, isCapped: false });
  for (const sort of ["lastInteraction", "name"] as const) {
    const [names, count] = await narrowed({ sort, quietDays: 30 });
    expect([names, count]).toEqual([["Quiet", "Quieter"], some(2)]);
  }
  expect(await narrowed({ ownerId: colleague.user.id })).toEqual([["Theirs"], some(1)]);
  expect((await narrowed({ limit: 2 }))[1]).toEqual(some(5));
  expect(await listContacts(rest, {})).not.toHaveProperty("count");

  const first = await listContacts(rest, { sort: "lastInteraction", quietDays: 30, limit: 1 });
  const next = { sort: "lastInteraction", quietDays: 30, limit: 1, cursor: first.nextCursor ?? "" } as const;
  expect((await listContacts(rest, next)).items).toMatchObject([{ id: made["Quieter"] }]);
});
