import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { identityOf, inChangeSet } from "#local/testing/ledger.ts";
import { newPrivateContact } from "#local/testing/private-contact.ts";
import { newEvent } from "#local/testing/seed-event.ts";
import { createCompany, deleteCompany } from "#server/companies/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { createContact, deleteContact } from "#server/contacts/index.ts";
import type { Actor, Context } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";
import { createTag } from "#server/tags/index.ts";
import { completeTask, createTask, deleteTask } from "#server/tasks/index.ts";

import { searchQuery } from "./index.ts";

useTestDatabase();

let ctx: Context;
beforeAll(async () => {
  ctx = await newOwner();
  await createContact(ctx, {
    displayName: "Ada Byron",
    emails: ["ada@analytical.example", "lovelace@home.example"],
  });
  await createContact(ctx, { displayName: "Bo Adams", emails: ["bo@zeta.example"] });
  await createContact(ctx, { displayName: "Nevada Smith", emails: ["jane.ada@zeta.example"] });
  await createContact(ctx, { displayName: "Canada Post" });
  await createContact(ctx, { displayName: "Ada" });
  await createContact(ctx, { displayName: '100% \\_real_\\ O\'Brien "q" {a} $1 ΟΔΟΣ 李' });
  await createCompany(ctx, { name: "Adamant Ltd", domain: "adamant.example" });
  await createCompany(ctx, { name: "Zeta", domain: "zeta.example" });
});

const found = async (query: string, limit?: number, who = ctx) =>
  (await searchQuery(through(who, "rest"), { query, limit })).items;
const titles = async (query: string) => (await found(query)).map((hit) => hit.title);

test("exact comes before prefix, prefix before the start of a word, that before anywhere", async () => {
  expect(await titles("ada")).toEqual([
    "Ada",
    "Ada Byron",
    "Adamant Ltd",
    "Bo Adams",
    "Nevada Smith",
    "Canada Post",
  ]);
});

test("a hit says on what it matched and shows the address that did", async () => {
  expect(await found("LOVELACE")).toMatchObject([
    { kind: "contact", title: "Ada Byron", subtitle: "lovelace@home.example", matchedOn: "email" },
  ]);
  expect(await found("ada@analytical.example")).toMatchObject([{ title: "Ada Byron", matchedOn: "email" }]);
  expect(await found("byron")).toMatchObject([{ subtitle: "ada@analytical.example", matchedOn: "name" }]);
  expect(await found("adamant.ex")).toMatchObject([
    { kind: "company", title: "Adamant Ltd", subtitle: "adamant.example", matchedOn: "domain" },
  ]);
  expect(await found("zeta.example")).toMatchObject([
    { kind: "company", matchedOn: "domain" },
    { kind: "contact", matchedOn: "email" },
    { kind: "contact", matchedOn: "email" },
  ]);
});

test("words are found in any order, over name and address together, and all must occur", async () => {
  expect(await titles("byron ada")).toEqual(["Ada Byron"]);
  expect(await titles("byron analytical")).toEqual(["Ada Byron"]);
  expect(await titles("  bo   adams ")).toEqual(["Bo Adams"]);
  expect(await titles("byron smith")).toEqual([]);
  expect(await titles("a d a b y r o n")).toEqual(["Ada Byron"]);
});

test("the limit holds over both kinds together", async () => {
  expect(await found("ada", 2)).toHaveLength(2);
  expect(await found("a", 50)).toHaveLength(8);
  await expect(found("ada", 51)).rejects.toMatchObject({ code: "invalid_input" });
  await expect(found("  ")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(found("x".repeat(201))).rejects.toMatchObject({ code: "invalid_input" });
});

// prettier-ignore
const corpus = [
  "%", "_", "\\", "\\%", "%%", "%_%", "\\\\", "100%", "100\\%", "_real", "\\_", "real_\\", "_a", "a_a", "a%n", "o'brien",
  "'", "''", '"q"', "' or 1=1 --", "'; drop table crm.contacts; --", "{a}", "{", "$1", "$1 $2", ":a", "?", "*", "(", "[a-z]",
  "^a", "a|b", "\u0001", "a\u0000b", "\ud800", "οδος", "ΟΔΟΣ", "李", "😀", "İ", "ﬁ", "@", "@.-_+/,'\"()", "ada@", ".example",
  "%".repeat(200), "\\".repeat(199), "a ".repeat(100),
  "a b c d e f g h i j k l m n o p q r s t u v w x y z",
];

test.each(corpus)("%j is looked for as it is written", async (query) => {
  const people = await asUser(identityOf(ctx), (tx) =>
    tx.execute<{ name: string; texts: string[]; words: string[] }>(sql`
      select c.display_name as name, array(select lower(w) from unnest(string_to_array(${query.replaceAll("\u0000", "")}, ' ')) w) as words,
        array[lower(c.display_name || ' ' || coalesce(c.primary_email, ''))] || array(
          select i.value from crm.contact_identities i where i.contact_id = c.id) as texts
      from crm.contacts c`),
  );
  const expected = people
    .filter(({ texts, words }) => texts.some((text) => words.every((word) => text.includes(word))))
    .map(({ name }) => name);
  const contacts = (await found(query, 50)).filter((hit) => hit.kind === "contact");
  expect(contacts.map((hit) => hit.title).sort()).toEqual(expected.sort());
});

test("nothing is found of another workspace, of others' private contacts, or of the bin", async () => {
  const owner = await newOwner();
  const colleague = await newMember(owner, "viewer");
  await newPrivateContact(owner, "Hidden Figure");
  const { id } = await createContact(owner, { displayName: "Gone Figure", emails: ["gone@figure.example"] });
  const company = await createCompany(owner, { name: "Figure Ltd", domain: "figure.example" });
  expect(await found("figure", 50, ctx)).toEqual([]);
  expect((await found("figure", 50, colleague)).map((hit) => hit.title)).toEqual([
    "Figure Ltd",
    "Gone Figure",
  ]);
  expect(await found("figure", 50, owner)).toHaveLength(3);
  await deleteContact(owner, { id });
  await deleteCompany(owner, { id: company.id });
  expect((await found("figure", 50, owner)).map((hit) => hit.title)).toEqual(["Hidden Figure"]);
  const actor: Actor = { kind: "apiKey", apiKeyId: id, scopes: ["contacts:read"] };
  await expect(found("figure", 50, { ...owner, actor })).rejects.toMatchObject({ code: "forbidden" });
});

test("parts of words are found among 5,000 people", async () => {
  const owner = await newOwner();
  await inChangeSet(owner, async (tx) => {
    await tx.execute(sql`
      insert into crm.contacts (id, workspace_id, owner_id, audience, display_name, primary_email)
      select gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, 'workspace', 'Person ' || md5(n::text), md5(n::text) || '@x.example'
      from generate_series(1, 5000) n`);
    await tx.execute(sql`
      insert into crm.contact_identities (id, workspace_id, owner_id, audience, contact_id, kind, value)
      select gen_random_uuid(), workspace_id, owner_id, audience, id, 'email', primary_email from crm.contacts`);
  });
  expect((await found("abcd", 50, owner)).length).toBeGreaterThan(0);
});

test("tags are found where they are asked for, by whoever may read them", async () => {
  const owner = await newOwner();
  const actor: Actor = { kind: "apiKey", apiKeyId: owner.user.id, scopes: ["search:read"] };
  const tags = async (who: Context, query: string) =>
    (await searchQuery(through(who, "rest"), { query, kinds: ["tag"] })).items;
  const { id } = await createTag(owner, { name: "Key account" });
  await createTag(owner, { name: "Keyboard makers" });
  expect(await tags(owner, "KEY acc")).toEqual([
    { kind: "tag", id, title: "Key account", subtitle: null, matchedOn: "name" },
  ]);
  expect((await tags(owner, "key")).map(({ title }) => title)).toEqual(["Key account", "Keyboard makers"]);
  expect(await found("key", 20, owner)).toEqual([]);
  expect(await tags(await newOwner(), "key")).toEqual([]);
  expect(await tags({ ...owner, actor }, "key")).toEqual([]);
});

test("tasks are found where they are asked for, open ones first, and a meeting says which event it is", async () => {
  const owner = await newOwner();
  const stranger = await newOwner();
  const kinds = ["contact", "company", "mail", "task"] as const;
  const all = async (who: Context, query: string) =>
    (await searchQuery(through(who, "rest"), { query, kinds: [...kinds] })).items;
  const { id: contactId } = await createContact(owner, { displayName: "Ada Byron" });
  const done = await createTask(owner, { title: "Order yarn at once" });
  await completeTask(owner, { id: done.id });
  const open = await createTask(owner, { title: "Ask for yarn", contactId });
  const gone = await createTask(owner, { title: "More yarn" });
  await deleteTask(owner, { id: gone.id });
  expect(await all(owner, "YARN")).toEqual([
    { kind: "task", id: open.id, title: "Ask for yarn", subtitle: "Ada Byron", matchedOn: "name" },
    { kind: "task", id: done.id, title: "Order yarn at once", subtitle: null, matchedOn: "name" },
  ]);
  expect(await found("yarn", 20, owner)).toEqual([]);
  expect(await all(stranger, "yarn")).toEqual([]);
  const actor: Actor = { kind: "apiKey", apiKeyId: open.id, scopes: ["search:read"] };
  expect(await all({ ...owner, actor }, "yarn")).toEqual([]);

  const { id: connectionId } = await connectAccount(owner, { account: "me@x.example", grants: ["calendar"] });
  const startAt = "2026-12-01T09:00:00.000Z";
  const event = await newEvent(owner, connectionId, { title: "Yarn review", startAt, minutes: 30 });
  expect(await found("review", 20, owner)).toMatchObject([
    { kind: "meeting", eventId: event.id, at: startAt },
  ]);
});
