import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, syncNow } from "#local/testing/google-sync.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { listContacts, updateContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { listThreads } from "#server/interactions/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__requests", undefined, "DELETE"));

const subjects = async (owner: Context) =>
  (await listThreads(through(owner, "rest"), { limit: 100 })).items.map((item) => item.subject).sort();
const people = async (owner: Context) =>
  (await listContacts(through(owner, "rest"), {})).items.map((item) => item.primaryEmail).sort();
const fetched = () => google.requests(/\/messages\/[0-9a-f]+$/);
const rawOf = async (owner: Context) =>
  Object.fromEntries(
    (
      await systemPool().client<{ item: string; labels: string[]; reason: string | null; off: boolean }[]>`
        select provider_item_id as item, labels, removed_reason as reason, removed_at is not null as off from crm.raw_events
        where workspace_id = ${owner.workspace.id}`
    ).map(({ item, ...rest }) => [item, rest]),
  );

/** Three letters of three people, imported. */
async function mailbox(): Promise<{ owner: Context; account: TestAccount; ids: string[] }> {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const ids = await account.deliver(lettersTo(account.email, 3), ["INBOX", "UNREAD"]);
  await importAccount(owner, account);
  await google.current.control("/__requests", undefined, "DELETE");
  return { owner, account, ids };
}

describe("what happens to mail at Gmail", () => {
  test("reading, starring and archiving follow without any mail being asked for", async () => {
    const { owner, account, ids } = await mailbox();
    const [first = "", second = ""] = ids;
    account.label(first, { remove: ["UNREAD"], add: ["STARRED"] });
    account.label(second, { remove: ["INBOX"] });
    await syncNow(owner, account);
    const raw = await rawOf(owner);
    expect(raw[first]).toEqual({ labels: ["INBOX", "STARRED"], reason: null, off: false });
    expect(raw[second]).toEqual({ labels: ["UNREAD"], reason: null, off: false });
    const { items: threads } = await listThreads(through(owner, "rest"), { limit: 10 });
    expect(threads.map(({ subject, unread, starred }) => [subject, unread, starred]).sort()).toEqual([
      ["Letter 0", false, true],
      ["Letter 1", true, false],
      ["Letter 2", true, false],
    ]);
    expect(await fetched()).toBe(0);
    const { items } = await listChangeSets(through(owner, "rest"), { limit: 3 });
    expect(items.map(({ operation }) => operation)).not.toContain("connections.takeOffMail");
  });

  test("the bin takes it off with whom it brought, and gives it back from what was kept", async () => {
    const { owner, account, ids } = await mailbox();
    const [first = "", second = ""] = ids;
    account.label(first, { add: ["TRASH"], remove: ["INBOX"] });
    account.label(second, { add: ["SPAM"], remove: ["INBOX"] });
    await syncNow(owner, account);
    expect(await subjects(owner)).toEqual(["Letter 2"]);
    expect(await people(owner)).toEqual(["p2@firm2.example"]);
    const stats = await systemPool()
      .client`select 1 from crm.contact_stats where workspace_id = ${owner.workspace.id}`;
    expect(stats).toHaveLength(1);
    expect((await rawOf(owner))[first]).toMatchObject({ reason: "trash", off: true });
    expect((await rawOf(owner))[second]).toMatchObject({ reason: "spam", off: true });

    account.label(first, { remove: ["TRASH"], add: ["INBOX"] });
    account.label(second, { remove: ["SPAM"], add: ["INBOX"] });
    await syncNow(owner, account);
    expect(await subjects(owner)).toEqual(["Letter 0", "Letter 1", "Letter 2"]);
    expect(await people(owner)).toEqual(["p0@firm0.example", "p1@firm1.example", "p2@firm2.example"]);
    expect((await rawOf(owner))[first]).toMatchObject({ reason: null, off: false });
    expect(await fetched()).toBe(0);
    await syncNow(owner, account);
    expect(await subjects(owner)).toHaveLength(3);
  });

  test("a person that somebody changed stays without mail, and so does mail that another mailbox holds", async () => {
    const { owner, account, ids } = await mailbox();
    const other = await google.connect(owner);
    await other.deliver(lettersTo(account.email, 1), ["INBOX"]);
    await importAccount(owner, other);
    const ann = (await listContacts(through(owner, "rest"), {})).items.find(
      ({ primaryEmail }) => primaryEmail === "p1@firm1.example",
    );
    await updateContact(owner, { id: ann?.id ?? "", title: "Chief" });
    for (const id of ids.slice(0, 2)) account.remove(id);
    await syncNow(owner, account);
    expect(await subjects(owner)).toEqual(["Letter 0", "Letter 2"]);
    expect(await people(owner)).toEqual(["p0@firm0.example", "p1@firm1.example", "p2@firm2.example"]);
    expect((await rawOf(owner))[ids[1] ?? ""]).toMatchObject({ reason: "deleted", off: true });
  });

  test("a copy of the same mail in the mailbox holds it", async () => {
    const { owner, account, ids } = await mailbox();
    const [copy = ""] = await account.deliver(lettersTo(account.email, 1));
    await syncNow(owner, account);
    account.remove(ids[0] ?? "");
    await syncNow(owner, account);
    expect(await subjects(owner)).toHaveLength(3);
    account.remove(copy);
    await syncNow(owner, account);
    expect(await subjects(owner)).toEqual(["Letter 1", "Letter 2"]);
  });

  test("a draft is no mail until it is sent, and then another message", async () => {
    const { owner, account } = await mailbox();
    const offer = { from: account.email, to: "New <new@late.example>" };
    const draft = account.draft({ ...offer, subject: "Offer" });
    await syncNow(owner, account);
    const changed = account.draft({ ...offer, subject: "Better offer" }, draft);
    await syncNow(owner, account);
    expect(await subjects(owner)).toHaveLength(3);
    expect(await fetched()).toBe(0);
    account.send(changed);
    await syncNow(owner, account);
    expect(await subjects(owner)).toContain("Better offer");
    expect(await people(owner)).toContain("new@late.example");
  });

  test("an old history leads to a comparison by ids: nothing that is known is asked for again", async () => {
    const { owner, account, ids } = await mailbox();
    const [first = "", second = "", third = ""] = ids;
    const [spam = ""] = await account.deliver(lettersTo(account.email, 1, "s"), ["SPAM"]);
    await syncNow(owner, account);
    await google.current.control("/__requests", undefined, "DELETE");
    account.label(first, { add: ["TRASH"] });
    account.label(second, { remove: ["UNREAD"], add: ["STARRED"] });
    account.remove(third);
    account.label(spam, { remove: ["SPAM"], add: ["INBOX"] });
    const [fresh = ""] = await account.deliver(lettersTo(account.email, 1, "b"));
    await google.current.control("/__expire", { what: "history", account: account.email });
    await syncNow(owner, account);
    expect(await fetched()).toBe(2);
    const raw = await rawOf(owner);
    expect(raw[first]).toMatchObject({ reason: "trash", off: true });
    expect(raw[second]).toEqual({ labels: ["INBOX", "STARRED"], reason: null, off: false });
    expect(raw[third]).toMatchObject({ reason: "deleted", off: true });
    expect(raw[fresh]).toMatchObject({ reason: null, off: false });
    expect(raw[spam]).toMatchObject({ reason: null, off: false, labels: ["INBOX"] });
    await google.current.control("/__requests", undefined, "DELETE");
    await syncNow(owner, account);
    expect(await google.requests(/\/gmail\//)).toBe(1);
  });

  test("what it did to timelines is taken back by one click, and stays so", async () => {
    const { owner, account, ids } = await mailbox();
    account.label(ids[0] ?? "", { add: ["TRASH"], remove: ["INBOX"] });
    await syncNow(owner, account);
    const { items } = await listChangeSets(through(owner, "rest"), { limit: 5 });
    const set = items.find(({ operation }) => operation === "connections.takeOffMail");
    const answer = await revertChangeSet(owner, { id: set?.id ?? "" });
    expect(answer.status).toBe("reverted");
    expect(await subjects(owner)).toHaveLength(3);
    expect(await people(owner)).toHaveLength(3);
    expect((await rawOf(owner))[ids[0] ?? ""]).toMatchObject({ reason: "trash", off: false });
    account.label(ids[0] ?? "", { add: ["STARRED"] });
    await syncNow(owner, account);
    expect(await subjects(owner)).toHaveLength(3);
    await expect(revertChangeSet(owner, { id: set?.id ?? "" })).rejects.toMatchObject({ code: "conflict" });
    // And the taking back is taken back in turn.
    await revertChangeSet(owner, { id: answer.changeSetId ?? "" });
    expect(await subjects(owner)).toHaveLength(2);
    account.label(ids[0] ?? "", { remove: ["TRASH"], add: ["INBOX"] });
    await syncNow(owner, account);
    expect(await subjects(owner)).toHaveLength(3);
  });
});
