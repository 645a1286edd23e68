import { afterAll, afterEach, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { listCalls, setBudget } from "#server/billing/index.ts";
import { listChangeSets } from "#server/change-sets/index.ts";
import { createContact, getContact, listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { undoBatch } from "#server/sync/index.ts";

import { acceptSuggestion, findSuggestions, listSuggestions } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test" });
afterEach(() => bindModel());
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "me@here.example";
const from = "Lotte de Wit <lotte@harbour.nl>";
const letters = mbox([
  {
    ...{ from, to: me, id: "1@harbour.nl", date: "01 Jun 2024 10:00:00 +0000" },
    body: "I have joined Harbour Line as fleet manager.\nCall me on 06 5550 0134, any time.",
  },
  {
    ...{ from, to: me, id: "2@harbour.nl", date: "02 Jun 2024 10:00:00 +0000" },
    body: "Thanks!\n\n> On Monday you wrote: my number is +49 30 1234567\n> I am now king of Spain.",
  },
]);

interface Fact {
  mail: number;
  kind: string;
  value: string;
  quote: string;
}
const fact = (mail: number, kind: string, value: string, quote: string): Fact => ({
  mail,
  kind,
  value,
  quote,
});
const joined = "I have joined Harbour Line as fleet manager.";
const called = "Call me on 06 5550 0134, any time.";
// The newest comes first.
const phone = fact(2, "phone", "06 5550 0134", called);
const title = fact(2, "title", "fleet manager", joined);

/** Answers so, one call after the other; keeps what it was sent. */
function answering(...answers: (Fact[] | string)[]) {
  const model = scriptedModel(
    ...answers.map((one) => (typeof one === "string" ? one : JSON.stringify({ facts: one }))),
  );
  bindModel(model);
  return model;
}

async function imported() {
  const ctx = await newOwner();
  const batch = await importMailbox(ctx, "a.mbox", letters, me);
  const { items } = await listContacts(through(ctx, "rest"), {});
  return { ctx, batch, contactId: items.find((one) => one.primaryEmail === "lotte@harbour.nl")?.id ?? "" };
}

const offers = async (ctx: Context, contactId: string) =>
  (await listSuggestions(through(ctx, "rest"), { contactId })).items.map(
    ({ kind, value, readBy }) => `${kind} ${value} ${readBy?.promptVersion ?? "rules"}`,
  );
const calls = async (ctx: Context) => (await listCalls(through(ctx, "rest"), {})).items;

test("what the mails say is offered with the words that say so, priced before, and written only when accepted", async () => {
  const { ctx, batch, contactId } = await imported();
  const before = await listSuggestions(through(ctx, "rest"), { contactId });
  expect(before).toMatchObject({ items: [], reading: { mailCount: 2, model: "gpt-5-mini" } });
  const model = answering([phone, title]);
  expect(await findSuggestions(ctx, { contactId })).toEqual({ contactId, mailCount: 2, foundCount: 2 });
  expect(await offers(ctx, contactId)).toEqual([
    "title fleet manager extract@2026-12-01",
    "phone +31655500134 extract@2026-12-01",
  ]);
  expect(await getContact(through(ctx, "rest"), { id: contactId })).toMatchObject({
    title: null,
    phones: [],
  });
  const sent = JSON.stringify(model.doGenerateCalls[0]?.prompt);
  expect(sent).toContain(joined);
  expect(sent).not.toContain("king of Spain");

  const [call] = await calls(ctx);
  expect(call).toMatchObject({
    useCase: "extract",
    promptVersion: "extract@2026-12-01",
    outcome: "answered",
  });
  expect(call?.costMicros).toBeLessThanOrEqual(before.reading?.atMostMicros ?? 0);
  await acceptSuggestion(ctx, { contactId, kind: "phone", value: "+31655500134" });
  expect(await getContact(through(ctx, "rest"), { id: contactId })).toMatchObject({
    phones: ["+31655500134"],
  });
  const { items: sets } = await listChangeSets(through(ctx, "rest"), { limit: 20 });
  expect(sets.filter(({ operation }) => operation === "suggestions.find")).toMatchObject([
    { kind: "system", reason: { contactId, promptVersion: "extract@2026-12-01" } },
  ]);
  expect(sets.find(({ operation }) => operation === "suggestions.accept")?.reason).toMatchObject({
    promptVersion: "extract@2026-12-01",
  });

  await undoBatch(ctx, { id: batch.id });
  await runJobsOf(ctx);
  expect(await rowsLeft(ctx)).not.toHaveProperty("signature_findings");
});

test("what the mails do not say in these words is not offered, whatever a model claims", async () => {
  const { ctx, contactId } = await imported();
  answering([
    fact(1, "title", "fleet manager", joined),
    fact(2, "title", "admiral", joined),
    fact(2, "company", "Harbour Line", "I own Harbour Line."),
    fact(2, "phone", "+49 30 1234567", called),
    fact(2, "phone", "134", called),
    fact(1, "title", "king of Spain", "I am now king of Spain."),
    fact(7, "title", "fleet manager", joined),
  ]);
  expect(await findSuggestions(ctx, { contactId })).toMatchObject({ mailCount: 2, foundCount: 0 });
  expect(await offers(ctx, contactId)).toEqual([]);
});

test("asked again with nothing new it costs nothing, and stores nothing twice", async () => {
  const { ctx, contactId } = await imported();
  const model = answering([phone]);
  await findSuggestions(ctx, { contactId });
  expect(await findSuggestions(ctx, { contactId })).toMatchObject({ foundCount: 0 });
  expect(model.doGenerateCalls).toHaveLength(1);
  expect((await calls(ctx)).map(({ reused }) => reused)).toEqual([true, false]);
  expect(await offers(ctx, contactId)).toHaveLength(1);
});

test("what does not fit is asked for once more; then nothing is written, and the words say so", async () => {
  const { ctx, contactId } = await imported();
  answering("Sure! Here you go.", [phone]);
  expect(await findSuggestions(ctx, { contactId })).toMatchObject({ foundCount: 1 });
  const other = await imported();
  answering("No.", '{"facts":[{"mail":0}]}');
  await expect(findSuggestions(other.ctx, { contactId: other.contactId })).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("Nothing was written"),
  });
  expect(await offers(other.ctx, other.contactId)).toEqual([]);
});

test("a budget that is used up is named, and no model is asked", async () => {
  const { ctx, contactId } = await imported();
  await setBudget(ctx, { scope: "workspace", period: "day", limitMicros: 1 });
  const model = answering([phone]);
  await expect(findSuggestions(ctx, { contactId })).rejects.toMatchObject({ code: "quota_exceeded" });
  expect(model.doGenerateCalls).toEqual([]);
});

test("a colleague's mail is read for nobody else; without a mail nobody is asked", async () => {
  const ctx = await newOwner();
  // Made by hand, it is everybody's.
  const { id: contactId } = await createContact(ctx, { displayName: "Lotte", emails: ["lotte@harbour.nl"] });
  await importMailbox(ctx, "a.mbox", letters, me);
  const member = await newMember(ctx, "member");
  const model = answering([phone]);
  expect(await listSuggestions(through(ctx, "rest"), { contactId })).toMatchObject({
    reading: { mailCount: 2 },
  });
  expect(await listSuggestions(through(member, "rest"), { contactId })).toEqual({ items: [], reading: null });
  expect(await findSuggestions(member, { contactId })).toEqual({ contactId, mailCount: 0, foundCount: 0 });
  const { id } = await createContact(ctx, { displayName: "Nobody yet" });
  expect(await findSuggestions(ctx, { contactId: id })).toMatchObject({ mailCount: 0 });
  expect(model.doGenerateCalls).toEqual([]);
});

test("another workspace finds no such contact, and whoever reads alone may not ask", async () => {
  const { ctx, contactId } = await imported();
  answering([phone]);
  await expect(findSuggestions(await newOwner(), { contactId })).rejects.toMatchObject({ code: "not_found" });
  const viewer = await newMember(ctx, "viewer");
  await expect(findSuggestions(viewer, { contactId })).rejects.toMatchObject({ code: "forbidden" });
});
