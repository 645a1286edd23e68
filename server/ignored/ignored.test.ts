import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, syncNow } from "#local/testing/google-sync.ts";
import { importMailbox, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { itemsOf, latestChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { deleteContact, listContacts, restoreContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { getPreview } from "#server/sync/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { addIgnored, listIgnored, removeIgnored } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const listed = async (ctx: Context) =>
  (await listIgnored(through(ctx, "rest"), {})).items.map(({ value }) => value);
const people = async (ctx: Context) =>
  (await listContacts(through(ctx, "rest"), {})).items.map(({ primaryEmail }) => primaryEmail);

test("an address or a domain is put on the list once, in the ledger, and taken off with an undo", async () => {
  const ctx = await newOwner();
  const added = await addIgnored(ctx, { value: " *@Spam.Example " });
  expect(added.value).toBe("spam.example");
  expect(await itemsOf(ctx, await latestChangeSet(ctx))).toMatchObject([
    { table_name: "ignored_addresses", op: "I" },
  ]);
  await addIgnored(ctx, { value: "spam.example" });
  await addIgnored(ctx, { value: "ann@x.example" });
  expect(await listed(ctx)).toEqual(["ann@x.example", "spam.example"]);
  for (const value of ["", "x", "a b@c.example", "a@b", "@", "http://x.example/y"]) {
    await expect(addIgnored(ctx, { value }), value).rejects.toMatchObject({ code: "invalid_input" });
  }
  await removeIgnored(ctx, { id: added.id });
  expect(await listed(ctx)).toEqual(["ann@x.example"]);
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await listed(ctx)).toEqual(["ann@x.example", "spam.example"]);
  const [stranger, viewer] = [await newOwner(), await newMember(ctx, "viewer")];
  expect(await listed(stranger)).toEqual([]);
  await expect(removeIgnored(stranger, { id: added.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(addIgnored(viewer, { value: "x.example" })).rejects.toMatchObject({ code: "forbidden" });
});

test("an import makes no contact of what is ignored, and says so beforehand", async () => {
  const ctx = await newOwner();
  await addIgnored(ctx, { value: "spam.example" });
  await addIgnored(ctx, { value: "eva@x.example" });
  const mails = ["a@mail.spam.example", "eva@x.example", "bob@x.example"].map((from) => ({
    from,
    to: "me@here.example",
  }));
  const { previewId } = await uploadMailbox(ctx, "b.mbox", mbox(mails), "me@here.example");
  await runJobsOf(ctx);
  expect(await getPreview(through(ctx, "rest"), { id: previewId })).toMatchObject({
    counts: { people: 1 },
    result: { leftOutBy: { ignored: 2 } },
  });
  const batch = await importMailbox(ctx, "a.mbox", mbox(mails), "me@here.example");
  expect(batch.counts).toMatchObject({ stored: 3, contacts: 1 });
  expect(await people(ctx)).toEqual(["bob@x.example"]);
});

test("who was deleted for good is not made again by the next mail, until somebody brings them back", async () => {
  const ctx = await newOwner();
  const account = await google.connect(ctx);
  const letter = (id: string) => ({ from: "Ann <ann@x.example>", to: account.email, id });
  await account.deliver([letter("1@x")]);
  await importAccount(ctx, account);
  const [ann] = (await listContacts(through(ctx, "rest"), {})).items;
  const id = ann?.id ?? "";
  await deleteContact(ctx, { id, ignore: true });
  expect(await listed(ctx)).toEqual(["ann@x.example"]);
  await account.deliver([letter("2@x")]);
  await syncNow(ctx, account);
  expect(await people(ctx)).toEqual([]);
  await restoreContact(ctx, { id });
  expect([await listed(ctx), await people(ctx)]).toEqual([[], ["ann@x.example"]]);
  await deleteContact(ctx, { id, ignore: true });
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect([await listed(ctx), await people(ctx)]).toEqual([[], ["ann@x.example"]]);
});
