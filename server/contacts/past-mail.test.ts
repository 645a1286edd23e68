import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { latestChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { undoBatch } from "#server/sync/index.ts";

import {
  contactTimeline,
  createContact,
  deleteContact,
  getContact,
  restoreContact,
  updateContact,
} from "./index.ts";

useTestDatabase();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "me@here.example";
/** Ben is only copied in, so that no contact is made of him. */
const copied = mbox([{ from: "Ada <ada@x.example>", to: me, cc: "ben@x.example", subject: "Copied" }]);

const subjectsOf = async (ctx: Context, id: string) =>
  (await contactTimeline(through(ctx, "rest"), { id })).items.map(({ subject }) => subject).sort();
const touchOf = async (ctx: Context, id: string) => {
  const { outboundCount, lastInteractionAt } = await getContact(through(ctx, "rest"), { id });
  return { outboundCount, lastInteractionAt };
};

test("an address brings its past mail, takes it along when it goes, and comes back with a revert", async () => {
  const ctx = await newOwner();
  await importMailbox(ctx, "a.mbox", copied, me);
  const { id } = await createContact(ctx, { displayName: "Benjamin" });
  expect(await subjectsOf(ctx, id)).toEqual([]);
  await updateContact(ctx, { id, emails: ["ben@x.example"] });
  expect(await subjectsOf(ctx, id)).toEqual(["Copied"]);
  expect(await touchOf(ctx, id)).toEqual({ outboundCount: 1, lastInteractionAt: "2024-06-03T10:00:00.000Z" });
  const added = await latestChangeSet(ctx);
  await revertChangeSet(ctx, { id: added });
  expect(await subjectsOf(ctx, id)).toEqual([]);
  expect(await touchOf(ctx, id)).toEqual({ outboundCount: 0, lastInteractionAt: null });
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await subjectsOf(ctx, id)).toEqual(["Copied"]);

  const other = await createContact(ctx, { displayName: "Ben the other" });
  await updateContact(ctx, { id, emails: [] });
  await updateContact(ctx, { id: other.id, emails: ["ben@x.example"] });
  expect([await subjectsOf(ctx, id), await subjectsOf(ctx, other.id)]).toEqual([[], ["Copied"]]);
});

test("a contact made by hand finds the mail of its address, and again after it was taken back and redone", async () => {
  const ctx = await newOwner();
  await importMailbox(ctx, "a.mbox", copied, me);
  const { id } = await createContact(ctx, { displayName: "Ben", emails: ["ben@x.example"] });
  expect(await subjectsOf(ctx, id)).toEqual(["Copied"]);
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await subjectsOf(ctx, id)).toEqual(["Copied"]);
  expect((await touchOf(ctx, id)).outboundCount).toBe(1);
});

test("in the bin a contact keeps its mail until another takes the address", async () => {
  const ctx = await newOwner();
  await importMailbox(ctx, "a.mbox", copied, me);
  const first = await createContact(ctx, { displayName: "Ben", emails: ["ben@x.example"] });
  await deleteContact(ctx, { id: first.id });
  expect(await subjectsOf(ctx, first.id)).toEqual(["Copied"]);
  await restoreContact(ctx, { id: first.id });
  expect(await subjectsOf(ctx, first.id)).toEqual(["Copied"]);
  await deleteContact(ctx, { id: first.id });
  const second = await createContact(ctx, { displayName: "Ben again", emails: ["ben@x.example"] });
  expect([await subjectsOf(ctx, first.id), await subjectsOf(ctx, second.id)]).toEqual([[], ["Copied"]]);
  await deleteContact(ctx, { id: second.id });
  await restoreContact(ctx, { id: first.id });
  expect(await subjectsOf(ctx, first.id)).toEqual(["Copied"]);
});

test("a colleague's private mail follows a shared contact, for the colleague's eyes alone", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  await importMailbox(colleague, "a.mbox", copied, me);
  const { id } = await createContact(ctx, { displayName: "Ben", emails: ["ben@x.example"] });
  expect(await subjectsOf(colleague, id)).toEqual(["Copied"]);
  expect(await subjectsOf(ctx, id)).toEqual([]);
  expect((await touchOf(ctx, id)).lastInteractionAt).toBeNull();
  expect((await touchOf(colleague, id)).outboundCount).toBe(1);
});

test("a contact with an address of one's own gathers none of one's mail", async () => {
  const ctx = await newOwner();
  await importMailbox(ctx, "a.mbox", copied, me);
  const { id } = await createContact(ctx, { displayName: "Myself", emails: [me] });
  expect(await subjectsOf(ctx, id)).toEqual([]);
});

test("an import that makes a contact brings what earlier imports held of it, and both go without a trace", async () => {
  const ctx = await newOwner();
  const first = await importMailbox(ctx, "a.mbox", copied, me);
  const writes = mbox([{ from: "Ben <ben@x.example>", to: me, subject: "Hello", id: "later@x.example" }]);
  const second = await importMailbox(ctx, "b.mbox", writes, me);
  const { contacts } = second.counts;
  expect(contacts).toBe(1);
  for (const id of [first.id, second.id]) {
    await undoBatch(ctx, { id });
    await runJobsOf(ctx);
  }
  expect(await rowsLeft(ctx)).toEqual({});
});
