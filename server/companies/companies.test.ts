import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { companies } from "#drizzle/schema/people.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { itemsOfOperation } from "#local/testing/operation-items.ts";
import { overtake } from "#local/testing/overtake.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { createContact, getContact, listContacts, updateContact } from "#server/contacts/index.ts";
import { updateProfile } from "#server/workspaces/index.ts";

import {
  createCompany,
  deleteCompany,
  getCompany,
  listCompanies,
  restoreCompany,
  updateCompany,
} from "./index.ts";

useTestDatabase();

const missing = { code: "not_found" };

test("a company is created, and the ledger tells of it", async () => {
  const ctx = await newOwner();
  const company = await createCompany(ctx, { name: " Acme ", domain: "https://www.ACME.com/team?x=1" });
  expect(company).toMatchObject({
    name: "Acme",
    domain: "acme.com",
    peopleCount: 0,
    peopleCountCapped: false,
  });
  expect(await itemsOfOperation(ctx, "companies.create")).toMatchObject([
    { table_name: "companies", op: "I", after: { id: company.id, domain: "acme.com" } },
  ]);
});

test("everybody is told who added a company", async () => {
  const ctx = await newOwner();
  const { displayName } = await updateProfile(ctx, { displayName: "Ada Adder" });
  const { id, ownerName } = await createCompany(ctx, { name: "Acme" });
  expect(ownerName).toBe(displayName);
  const colleague = through(await newMember(ctx, "member"), "rest");
  expect(await getCompany(colleague, { id })).toMatchObject({ ownerId: ctx.user.id, ownerName: "Ada Adder" });
});

test("update, delete and restore are each one entry of the ledger", async () => {
  const ctx = await newOwner();
  const { id } = await createCompany(ctx, { name: "Acme", domain: "acme.com" });
  await updateCompany(ctx, { id, domain: null });
  await deleteCompany(ctx, { id });
  expect(await restoreCompany(ctx, { id })).toMatchObject({
    name: "Acme",
    domain: null,
    deletedAt: null,
    version: 4,
  });
  for (const operation of ["companies.update", "companies.delete", "companies.restore"]) {
    expect(await itemsOfOperation(ctx, operation), operation).toMatchObject([
      { table_name: "companies", op: "U" },
    ]);
  }
  await updateCompany(ctx, { id });
  expect(await itemsOfOperation(ctx, "companies.update")).toHaveLength(1);
});

test("another workspace gets not found for reading, changing, deleting and restoring", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const { id } = await createCompany(ctx, { name: "Acme" });
  await expect(getCompany(through(stranger, "rest"), { id })).rejects.toMatchObject(missing);
  await expect(updateCompany(stranger, { id, name: "x" })).rejects.toMatchObject(missing);
  await expect(deleteCompany(stranger, { id })).rejects.toMatchObject(missing);
  await expect(restoreCompany(stranger, { id })).rejects.toMatchObject(missing);
  expect((await listCompanies(through(stranger, "rest"), {})).items).toEqual([]);
  await expect(createContact(stranger, { displayName: "Eve", companyId: id })).rejects.toMatchObject(missing);
});

test("a viewer reads but is refused every write, also by the database alone", async () => {
  const ctx = await newOwner();
  const { id } = await createCompany(ctx, { name: "Acme" });
  const viewer = await newMember(ctx, "viewer");
  expect((await getCompany(through(viewer, "rest"), { id })).name).toBe("Acme");
  const refused = { code: "forbidden" };
  await expect(updateCompany(viewer, { id, name: "x" })).rejects.toMatchObject(refused);
  await expect(deleteCompany(viewer, { id })).rejects.toMatchObject(refused);
  await expect(restoreCompany(viewer, { id })).rejects.toMatchObject(refused);
  await expect(createCompany({ ...viewer, role: "owner" }, { name: "Evil" })).rejects.toMatchObject(refused);
});

test("a domain belongs to one live company", async () => {
  const ctx = await newOwner();
  const first = await createCompany(ctx, { name: "Acme", domain: "acme.com" });
  const taken = {
    code: "conflict",
    message: expect.stringContaining("Another company already has this domain"),
  };
  await expect(createCompany(ctx, { name: "Other", domain: "www.acme.com" })).rejects.toMatchObject(taken);
  await deleteCompany(ctx, { id: first.id });
  await createCompany(ctx, { name: "Other", domain: "acme.com" });
  await expect(restoreCompany(ctx, { id: first.id })).rejects.toMatchObject(taken);
});

test("an update that read the company before somebody else's change is stale", async () => {
  const ctx = await newOwner();
  const { id } = await createCompany(ctx, { name: "Acme" });
  const late = overtake(
    ctx,
    (tx) => tx.update(companies).set({ name: "Acme Ltd" }).where(eq(companies.id, id)),
    () => updateCompany(ctx, { id, name: "Acme Inc", expectedVersion: 1 }),
  );
  await expect(late).rejects.toMatchObject({ code: "stale" });
  expect((await getCompany(through(ctx, "rest"), { id })).name).toBe("Acme Ltd");
});

test("people are counted up to 100, each only for who sees them", async () => {
  const ctx = await newOwner();
  const { id } = await createCompany(ctx, { name: "Acme" });
  const colleague = await newMember(ctx, "member");
  const hidden = await newPrivateContact(ctx, "Hidden");
  await updateContact(ctx, { id: hidden, companyId: id });
  await inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.contacts (id, workspace_id, owner_id, audience, display_name, company_id)
      select gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'workspace', 'P' || n, ${id} from generate_series(1, 100) n`),
  );
  const seen = async (who: typeof ctx) => [
    await getCompany(through(who, "rest"), { id }),
    ...(await listCompanies(through(who, "rest"), {})).items,
  ];
  for (const company of await seen(ctx))
    expect(company).toMatchObject({ peopleCount: 100, peopleCountCapped: true });
  for (const company of await seen(colleague))
    expect(company).toMatchObject({ peopleCount: 100, peopleCountCapped: false });
});

test("the people of a company in the bin show no company until it comes back, and it takes no new ones", async () => {
  const ctx = await newOwner();
  const company = await createCompany(ctx, { name: "Acme" });
  const contact = await createContact(ctx, { displayName: "Ada", companyId: company.id });
  await deleteCompany(ctx, { id: company.id });
  const rest = through(ctx, "rest");
  const binned = { companyId: company.id, companyName: null };
  expect(await getContact(rest, { id: contact.id })).toMatchObject(binned);
  expect((await listContacts(rest, {})).items).toMatchObject([binned]);
  await expect(createContact(ctx, { displayName: "Eve", companyId: company.id })).rejects.toMatchObject(
    missing,
  );
  await updateContact(ctx, { id: contact.id, title: "CTO", companyId: company.id });
  await restoreCompany(ctx, { id: company.id });
  expect(await getContact(rest, { id: contact.id })).toMatchObject({ companyName: "Acme", title: "CTO" });
});

test("paging visits each company once in each order, also with the longest of names", async () => {
  const ctx = await newOwner();
  const names = ["\u0001".repeat(200), "李".repeat(200), "acme", "Acme", "Émile", "zebra", "Zoo"];
  for (const name of names) await createCompany(ctx, { name });
  for (const sort of ["name", "recent"] as const) {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await listCompanies(through(ctx, "rest"), {
        sort,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.name));
      cursor = page.nextCursor;
    } while (cursor);
    expect([...seen].sort(), sort).toEqual([...names].sort());
    if (sort === "name")
      expect(seen.filter((name) => /^[a-zé]+$/i.test(name))).toEqual([
        "acme",
        "Acme",
        "Émile",
        "zebra",
        "Zoo",
      ]);
  }
});
