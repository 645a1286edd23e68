import { afterAll, expect, test } from "vitest";

import { draftsAtGoogle, effectsOf, endHold, sentAtGoogle } from "#local/testing/effects.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf, latestChangeSet } from "#local/testing/ledger.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { searchInteractions } from "#server/interactions/index.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { callBackMail, getMail, readVoice, sendMail } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

const letter = {
  to: ["ada@x.example"],
  cc: ["bea@x.example"],
  subject: "Looms",
  body: "Hello Ada,\nshall we?",
};
const sendPath = "/gmail/v1/users/me/drafts/send";

async function connected() {
  const owner = await newOwner();
  return { owner, account: await google.connect(owner) };
}

/** An account with a mail of Ada's; answers the id of that mail here. */
async function withMailOfAda() {
  const { owner, account } = await connected();
  await account.deliver([
    {
      from: "Ada <ada@x.example>",
      to: account.email,
      subject: "Looms",
      id: "first@x.example",
      body: "Looms?",
      headers: ["Reply-To: desk@x.example"],
    },
  ]);
  await importAccount(owner, account);
  const { items } = await searchInteractions(through(owner, "rest"), { text: "looms" });
  return { owner, account, mail: items[0]?.id ?? "" };
}

const stateOf = async (owner: Context, id: string) => (await getMail(through(owner, "rest"), { id })).state;

test("an answer waits ten seconds, goes out once into its thread, and is not taken back after that", async () => {
  const { owner, account, mail } = await withMailOfAda();
  const { effectId, heldUntil } = await sendMail(owner, {
    body: "Yes, gladly.",
    inReplyToInteractionId: mail,
  });
  expect(Date.parse(heldUntil) - Date.now()).toBeGreaterThan(5_000);
  await runJobsOf(owner);
  expect([sentAtGoogle(google, account.email), draftsAtGoogle(google, account.email)]).toEqual([[], []]);
  expect(await getMail(through(owner, "rest"), { id: effectId })).toMatchObject({
    state: "held",
    to: ["desk@x.example"],
    subject: "Re: Looms",
  });
  expect(await changeSetsOf(owner)).toContainEqual(
    expect.objectContaining({ operation: "mail.send", item_count: 0 }),
  );
  const change = await latestChangeSet(owner);

  await endHold(owner);
  await runJobsOf(owner);
  const [sent, ...others] = sentAtGoogle(google, account.email);
  expect(others).toEqual([]);
  expect(sent?.raw).toContain("To: desk@x.example\r\nSubject: Re: Looms\r\n");
  expect(sent?.raw).toContain("In-Reply-To: <first@x.example>\r\n");
  expect(draftsAtGoogle(google, account.email)).toEqual([]);
  expect(await stateOf(owner, effectId)).toBe("sent");
  const [told] = (await listChangeSets(through(owner, "rest"), { operation: "mail.send" })).items;
  expect(told?.subject).toMatchObject({ label: "Re: Looms", fields: [{ new: "sent" }] });
  await expect(callBackMail(owner, { id: effectId })).rejects.toMatchObject({ code: "conflict" });
  await expect(revertChangeSet(owner, { id: change })).rejects.toMatchObject({
    message: expect.stringContaining("cannot be called back"),
  });
  // As it stands where the worker was killed between Gmail's answer and the note of it.
  await again(owner);
  expect(sentAtGoogle(google, account.email)).toHaveLength(1);
  expect(await stateOf(owner, effectId)).toBe("sent");
});

/** The same jobs once more, with what the last attempt had noted before it was done. */
async function again({ workspace, ...rest }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set status = 'waiting', response = response - 'done' - 'error' where workspace_id = ${workspace.id}`;
  await client`update crm.jobs set status = 'queued', attempt = 0, run_at = now(), finished_at = null
    where workspace_id = ${workspace.id} and kind = 'effects.perform'`;
  await runJobsOf({ workspace, ...rest });
}

test("called back in time nothing goes out, by its own word or with the whole change", async () => {
  const { owner, account } = await connected();
  const { effectId } = await sendMail(owner, letter);
  expect(await callBackMail(owner, { id: effectId })).toEqual({ id: effectId, calledBack: true });
  expect(await callBackMail(owner, { id: effectId })).toEqual({ id: effectId, calledBack: false });
  await sendMail(owner, { ...letter, subject: "Mills" });
  await revertChangeSet(owner, { id: await latestChangeSet(owner) });
  await endHold(owner);
  await runJobsOf(owner);
  expect([sentAtGoogle(google, account.email), draftsAtGoogle(google, account.email)]).toEqual([[], []]);
  expect(await stateOf(owner, effectId)).toBe("calledBack");

  const { items } = await listChangeSets(through(owner, "rest"), { limit: 5 });
  const told = (operation: string) =>
    items.filter((set) => set.operation === operation).map(({ subject }) => subject);
  const mail = (label: string) => ({ table: "mails", label, fields: [{ new: "calledBack" }] });
  expect(told("mail.send")).toMatchObject([mail("Mills"), mail("Looms")]);
  expect(told("changeSets.revert")).toMatchObject([mail("Mills")]);
  expect(told("mail.callBack").at(-1)).toMatchObject(mail("Looms"));
});

test("Gmail says that it failed and had sent it all the same: it is found, by its id or in its thread, and sent once", async () => {
  const { owner, account, mail } = await withMailOfAda();
  await google.fault({ method: "POST", path: sendPath, status: 500, after: true });
  const { effectId } = await sendMail(owner, letter);
  await endHold(owner);
  await runJobsOf(owner);
  expect(await stateOf(owner, effectId)).toBe("sending");
  await expect(callBackMail(owner, { id: effectId })).rejects.toMatchObject({ code: "conflict" });
  await endHold(owner);
  await runJobsOf(owner);
  expect(await stateOf(owner, effectId)).toBe("sent");
  expect(sentAtGoogle(google, account.email)).toHaveLength(1);
  expect(sentAtGoogle(google, account.email)[0]?.raw).toContain("Cc: bea@x.example\r\n");

  // Gmail may name what it sends anew, or not find it by its name yet.
  await google.fault({ method: "POST", path: sendPath, status: 500, after: true });
  const answer = await sendMail(owner, { body: "Yes.", inReplyToInteractionId: mail });
  await endHold(owner);
  await runJobsOf(owner);
  google.current.google.database.run(
    "update messages set message_id = 'other@mail.example' where email = ? and message_id like '%@mail.omnicrm'",
    account.email,
  );
  await endHold(owner);
  await runJobsOf(owner);
  expect(await stateOf(owner, answer.effectId)).toBe("sent");
  expect(sentAtGoogle(google, account.email)).toHaveLength(2);
});

/** An answer that the person writes to Ada themselves, in Gmail. */
const theirs = (from: string) => ({
  ...{ from, to: "desk@x.example", subject: "Re: Looms", id: "theirs@x.example", body: "One more thing." },
  headers: ["In-Reply-To: <first@x.example>", "References: <first@x.example>"],
});

test("what the person writes in the thread from Gmail meanwhile is not taken for the answer that did not go out", async () => {
  const { owner, account, mail } = await withMailOfAda();
  await google.fault({ method: "POST", path: sendPath, status: 500 });
  const { effectId } = await sendMail(owner, { body: "Yes, gladly.", inReplyToInteractionId: mail });
  await endHold(owner);
  await runJobsOf(owner);
  const [draft] = draftsAtGoogle(google, account.email);
  await account.deliver([theirs(account.email)], ["SENT"]);
  expect(sentAtGoogle(google, account.email)).toMatchObject([{ threadId: draft?.threadId }]);
  await endHold(owner);
  await runJobsOf(owner);
  expect(await stateOf(owner, effectId)).toBe("sent");
  expect(sentAtGoogle(google, account.email).map(({ raw }) => raw)).toEqual([
    expect.stringContaining("One more thing."),
    expect.stringContaining("@mail.omnicrm>"),
  ]);
  expect(draftsAtGoogle(google, account.email)).toEqual([]);
});

test("a draft that the person deletes and an answer of their own in its thread are not taken for the mail", async () => {
  const { owner, account, mail } = await withMailOfAda();
  await google.fault({ method: "POST", path: sendPath, status: 500 });
  const { effectId } = await sendMail(owner, { body: "Yes, gladly.", inReplyToInteractionId: mail });
  await endHold(owner);
  await runJobsOf(owner);
  const [draft] = draftsAtGoogle(google, account.email);
  account.remove(draft?.id ?? "");
  await account.deliver([theirs(account.email)], ["SENT"]);
  expect(sentAtGoogle(google, account.email)).toMatchObject([{ threadId: draft?.threadId }]);
  await endHold(owner);
  await runJobsOf(owner);
  expect(await getMail(through(owner, "rest"), { id: effectId })).toMatchObject({
    state: "failed",
    error: expect.stringContaining("Look into Sent"),
  });
  expect(sentAtGoogle(google, account.email)).toHaveLength(1);
});

test("what Gmail refuses in so many words is said, and can be called back with the draft that was made", async () => {
  const { owner, account } = await connected();
  await google.fault({ method: "POST", path: sendPath, status: 403, reason: "insufficientPermissions" });
  const { effectId } = await sendMail(owner, letter);
  await endHold(owner);
  await runJobsOf(owner);
  expect(await getMail(through(owner, "rest"), { id: effectId })).toMatchObject({
    state: "failed",
    error: expect.stringContaining("allowed"),
  });
  expect(draftsAtGoogle(google, account.email)).toHaveLength(1);
  expect(await callBackMail(owner, { id: effectId })).toMatchObject({ calledBack: true });
  await runJobsOf(owner);
  expect(draftsAtGoogle(google, account.email)).toEqual([]);
  expect(await effectsOf(owner)).toMatchObject([{ status: "cancelled" }]);
});

test("the five last mails of one's own to somebody, cut, and nobody else's", async () => {
  const { owner, account } = await connected();
  const mails = Array.from({ length: 7 }, (_, index) => ({
    from: account.email,
    to: index === 6 ? "bea@x.example" : "ada@x.example",
    subject: `Letter ${String(index)}`,
    id: `own${String(index)}@x.example`,
    date: new Date(Date.UTC(2026, 0, 1 + index)).toUTCString(),
    body: `Dear friend, number ${String(index)}. ${"x".repeat(2_000)}`,
  }));
  await account.deliver(mails, ["SENT"]);
  await importAccount(owner, account);
  const { items } = await readVoice(through(owner, "rest"), { address: "ada@x.example" });
  expect(items.map(({ subject }) => subject)).toEqual(
    [5, 4, 3, 2, 1].map((index) => `Letter ${String(index)}`),
  );
  expect(items.every(({ text }) => text.length <= 1_200)).toBe(true);
  const stranger = await newOwner();
  expect(await readVoice(through(stranger, "rest"), { address: "ada@x.example" })).toMatchObject({
    items: [],
  });
});

test("refused with words: no grant, nobody to write to, a mail that is elsewhere, strangers, viewers", async () => {
  const owner = await newOwner();
  const { id: contactId } = await createContact(owner, { displayName: "Ada", emails: ["ada@x.example"] });
  await connectAccount(owner, { account: "ada@gmail.example", grants: ["gmail", "gmail_compose"] });
  await expect(sendMail(owner, letter)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("send mail for ada@gmail.example"),
  });
  const account = await google.connect(owner);
  const named = { connectionId: account.connectionId, body: "x" };
  await expect(sendMail(owner, { ...named, subject: "x" })).rejects.toMatchObject({
    fields: { to: "Say who the mail is for." },
  });
  await expect(sendMail(owner, { ...named, to: ["ada@x.example"] })).rejects.toMatchObject({
    fields: { subject: "Give it a subject." },
  });
  const { effectId } = await sendMail(owner, { ...named, subject: "x", contactId });

  const stranger = await newOwner();
  await google.connect(stranger);
  await expect(sendMail(stranger, { ...letter, contactId })).rejects.toMatchObject({ code: "not_found" });
  for (const operation of [callBackMail, getMail]) {
    const ctx = operation === getMail ? through(stranger, "rest") : stranger;
    await expect(operation(ctx, { id: effectId })).rejects.toMatchObject({ code: "not_found" });
  }
  const viewer = await newMember(owner, "viewer");
  await expect(sendMail(viewer, letter)).rejects.toMatchObject({ code: "forbidden" });
  await expect(sendMail(through(owner, "batch"), letter)).rejects.toMatchObject({ code: "forbidden" });
});
