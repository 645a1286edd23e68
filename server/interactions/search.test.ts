import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { newMail } from "#local/testing/seed-mail.ts";
import type { SearchInteractionsInput } from "#lib/schemas/interactions.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { searchQuery } from "#server/search/index.ts";

import { searchInteractions } from "./index.ts";

useTestDatabase();

const ada = { from: "ada@x.example", to: "me@home.example", name: "Ada Byron" };
const found = async (ctx: Context, input: SearchInteractionsInput) =>
  (await searchInteractions(through(ctx, "rest"), input)).items;
const subjects = async (ctx: Context, input: SearchInteractionsInput) =>
  (await found(ctx, input)).map(({ subject }) => subject);

test("mail is found by words, by who, by direction and by time", async () => {
  const ctx = await newOwner();
  const { id: contactId } = await createContact(ctx, { displayName: "Ada" });
  const one = await newMail(ctx, {
    ...ada,
    contactId,
    subject: "Budget",
    body: "The budget is late",
    daysAgo: 10,
  });
  await newMail(ctx, { ...ada, from: "bo@x.example", subject: "Other", body: "budget again", daysAgo: 5 });
  await newMail(ctx, {
    from: ada.to,
    to: ada.from,
    contactId,
    direction: "outbound",
    senderKind: "own",
    subject: "Mine",
    body: "My budget",
    daysAgo: 2,
  });
  expect(await subjects(ctx, { text: "budget", contactId, direction: "inbound" })).toEqual(["Budget"]);
  expect((await subjects(ctx, { text: "budget" })).sort()).toEqual(["Budget", "Mine", "Other"]);
  expect(await subjects(ctx, {})).toEqual(["Mine", "Other", "Budget"]);
  expect(await subjects(ctx, { limit: 1 })).toEqual(["Mine"]);
  const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString();
  expect(await subjects(ctx, { since: day(6), until: day(4) })).toEqual(["Other"]);
  expect(await subjects(ctx, { since: day(7).slice(0, 10) })).toEqual(["Mine", "Other"]);
  expect(await found(ctx, { text: "late" })).toMatchObject([
    {
      id: one.id,
      threadId: one.threadId,
      kind: "email",
      from: { contactId, name: "Ada Byron", address: "ada@x.example" },
      to: [{ address: "me@home.example" }],
    },
  ]);
});

test("where not all words occur together, any of them will do, but not within quotes", async () => {
  const ctx = await newOwner();
  await newMail(ctx, { ...ada, subject: "Looms", body: "About the looms" });
  expect(await subjects(ctx, { text: "looms weather" })).toEqual(["Looms"]);
  expect(await subjects(ctx, { text: '"looms weather"' })).toEqual([]);
  for (const text of ["'", "!&|()", "a:*", '"', "-", "or", "\\", "ΟΔΟΣ 李", "<script>"]) {
    expect(await subjects(ctx, { text }), text).toEqual([]);
  }
});

test("nothing is found of others' private mail, nor words of metadata, nor of another workspace", async () => {
  const ctx = await newOwner();
  const [colleague, stranger] = [await newMember(ctx, "viewer"), await newOwner()];
  await newMail(ctx, { ...ada, subject: "Secret budget", audience: "private" });
  await newMail(ctx, { ...ada, subject: "Metadata budget", audience: "metadata", daysAgo: 2 });
  await newMail(ctx, { ...ada, subject: "Open budget", daysAgo: 3 });
  expect(await subjects(ctx, { text: "budget" })).toHaveLength(3);
  expect(await subjects(colleague, { text: "budget" })).toEqual(["Open budget"]);
  expect(await subjects(colleague, {})).toEqual([null, "Open budget"]);
  expect(await subjects(stranger, { text: "budget" })).toEqual([]);
  expect(await subjects(stranger, {})).toEqual([]);
});

test("the search of everything finds mail after people, and leaves it out for a key without mail", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Budget Bureau" });
  const { id, threadId } = await newMail(ctx, { ...ada, subject: "Budget", body: "late" });
  const search = async (who: Context, kinds?: ("contact" | "company" | "mail")[]) =>
    (await searchQuery(through(who, "rest"), { query: "budget", ...(kinds ? { kinds } : {}) })).items;
  expect(await search(ctx)).toMatchObject([
    { kind: "contact", title: "Budget Bureau" },
    { kind: "mail", id, threadId, title: "Budget", subtitle: "late", matchedOn: "text" },
  ]);
  expect(await search(ctx, ["mail"])).toHaveLength(1);
  expect(await search(ctx, ["contact", "company"])).toHaveLength(1);
  const key = { kind: "apiKey" as const, apiKeyId: id, scopes: ["search:read" as const] };
  expect(await search({ ...ctx, actor: key })).toHaveLength(1);
});
