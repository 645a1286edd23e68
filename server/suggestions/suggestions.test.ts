import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { latestChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { createContact, getContact, listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { undoBatch } from "#server/sync/index.ts";

import {
  acceptSuggestion,
  dismissSuggestion,
  listQuotes,
  listSuggestions,
  restoreSuggestion,
} from "./index.ts";

useTestDatabase();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "me@here.example";
const signed = (day: number, ...lines: string[]) => ({
  from: "Jörg Müller <j.mueller@muster.de>",
  to: me,
  id: `s${String(day)}@muster.de`,
  date: `0${String(day)} Jun 2024 10:00:00 +0000`,
  body: ["Good morning.", "", "-- ", "Jörg Müller", ...lines].join("\n"),
});
const letters = mbox([
  signed(1, "Berater", "Tel. 030 1234567"),
  signed(2, "Geschäftsführer", "Muster Maschinenbau GmbH", "Tel. 030 1234567"),
  { from: "Team <team@muster.de>", to: me, id: "t@muster.de", headers: ["List-Id: <l.muster.de>"] },
]);

const offers = async (ctx: Context, contactId: string) =>
  (await listSuggestions(through(ctx, "rest"), { contactId })).items.map(
    ({ kind, value, mailCount }) => `${kind} ${value} ${String(mailCount)}`,
  );
const all = ["title Geschäftsführer 1", "company Muster Maschinenbau GmbH 1", "phone +49301234567 2"];

async function imported() {
  const ctx = await newOwner();
  const batch = await importMailbox(ctx, "a.mbox", letters, me);
  const { items } = await listContacts(through(ctx, "rest"), {});
  return { ctx, batch, contactId: items.find((one) => one.primaryEmail === "j.mueller@muster.de")?.id ?? "" };
}

test("what signatures say is offered, the latest first, written only when accepted, and taken back", async () => {
  const { ctx, contactId } = await imported();
  expect(await offers(ctx, contactId)).toEqual(all);
  const before = await getContact(through(ctx, "rest"), { id: contactId });
  expect(before).toMatchObject({ title: null, phones: [] });
  const items = (await listSuggestions(through(ctx, "rest"), { contactId })).items;
  for (const { kind, value } of items) await acceptSuggestion(ctx, { contactId, kind, value });
  expect(await getContact(through(ctx, "rest"), { id: contactId })).toMatchObject({
    title: "Geschäftsführer",
    companyName: "Muster Maschinenbau GmbH",
    phones: ["+49301234567"],
  });
  expect(await offers(ctx, contactId)).toEqual([]);
  const { items: sets } = await listChangeSets(through(ctx, "rest"), { limit: 20 });
  expect(sets.filter(({ operation }) => operation === "suggestions.accept")).toHaveLength(3);
  expect(sets.map(({ reason }) => reason["signatureOf"])).toContain(items[0]?.interactionId);
  expect(JSON.stringify(sets.map(({ reason }) => reason))).not.toContain("Tel.");
  const { items: quotes } = await listQuotes(through(ctx, "rest"), {
    interactionId: items[2]?.interactionId ?? "",
  });
  expect(quotes).toContainEqual({ kind: "phone", value: "+49301234567", quote: "Tel. 030 1234567" });
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await offers(ctx, contactId)).toEqual([all[2]]);
});

test("what was dismissed is not offered again, unless that is taken back", async () => {
  const { ctx, contactId } = await imported();
  const phone = { contactId, kind: "phone" as const, value: "+49301234567" };
  await dismissSuggestion(ctx, phone);
  await importMailbox(ctx, "b.mbox", mbox([signed(5, "Geschäftsführer", "Tel. 030 1234567")]), me);
  expect(await offers(ctx, contactId)).toEqual(["title Geschäftsführer 2", all[1]]);
  await restoreSuggestion(ctx, phone);
  expect(await offers(ctx, contactId)).toHaveLength(3);
  await expect(acceptSuggestion(ctx, { ...phone, value: "+49305555555" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("who may not read the mail is offered nothing of it; strangers and viewers change nothing", async () => {
  const { ctx, contactId } = await imported();
  const [colleague, viewer, stranger] = [
    await newMember(ctx, "member"),
    await newMember(ctx, "viewer"),
    await newOwner(),
  ];
  const shared = await createContact(colleague, { displayName: "Jörg" });
  expect(await offers(colleague, shared.id)).toEqual([]);
  const input = { contactId, kind: "title" as const, value: "Geschäftsführer" };
  const [{ interactionId } = { interactionId: "" }] = (
    await listSuggestions(through(ctx, "rest"), { contactId })
  ).items;
  await expect(acceptSuggestion(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(dismissSuggestion(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  await expect(listQuotes(through(colleague, "rest"), { interactionId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(acceptSuggestion(viewer, input)).rejects.toMatchObject({ code: "forbidden" });
});

test("what an import found goes with it", async () => {
  const { ctx, batch } = await imported();
  await undoBatch(ctx, { id: batch.id });
  await runJobsOf(ctx);
  expect(await rowsLeft(ctx)).toEqual({});
});
