import { afterAll, expect, test } from "vitest";

import { draftsAtGoogle, effectsOf } from "#local/testing/effects.ts";
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

import { createDraft, deleteDraft } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

const letter = { to: ["ada@x.example"], subject: "Looms", body: "Hello Ada,\nshall we?" };
const draftsPath = "/gmail/v1/users/me/drafts";

async function connected() {
  const owner = await newOwner();
  return { owner, account: await google.connect(owner) };
}

const draftsOf = (email: string) => draftsAtGoogle(google, email);

test("an answer is written into the thread of the mail that it answers, once, and nothing is sent", async () => {
  const { owner, account } = await connected();
  await account.deliver([
    {
      from: "Ada <ada@x.example>",
      to: account.email,
      subject: "Looms",
      id: "first@x.example",
      body: "Looms?",
    },
  ]);
  await importAccount(owner, account);
  const { items } = await searchInteractions(through(owner, "rest"), { text: "looms" });
  const answered = items[0]?.id ?? "";
  const { effectId } = await createDraft(owner, {
    ...letter,
    subject: "Re: Looms",
    inReplyToInteractionId: answered,
  });
  expect(draftsOf(account.email)).toEqual([]);
  await runJobsOf(owner);

  const [draft, ...others] = draftsOf(account.email);
  expect(others).toEqual([]);
  expect(draft?.raw).toContain("To: ada@x.example\r\nSubject: Re: Looms\r\n");
  expect(draft?.raw).toContain("In-Reply-To: <first@x.example>\r\nReferences: <first@x.example>\r\n");
  const [effect] = await effectsOf(owner);
  expect(effect).toMatchObject({
    id: effectId,
    status: "done",
    response: { done: { threadId: draft?.threadId } },
  });
  const thread = google.current.google.database.one<{ count: number }>(
    "select count(*) as count from messages where email = ? and thread_id = ?",
    account.email,
    draft?.threadId ?? "",
  );
  expect(thread).toEqual({ count: 2 });
  expect(await google.requests(/\/send$/)).toBe(0);
  expect(await changeSetsOf(owner)).toContainEqual(
    expect.objectContaining({ operation: "drafts.create", item_count: 0 }),
  );

  await again(owner);
  expect(draftsOf(account.email)).toHaveLength(1);
  expect(await deleteDraft(owner, { id: effectId })).toEqual({ id: effectId, calledBack: true });
  expect(await deleteDraft(owner, { id: effectId })).toEqual({ id: effectId, calledBack: false });
  await runJobsOf(owner);
  expect(draftsOf(account.email)).toEqual([]);
});

/** As it stands where the worker was killed after Gmail had answered. */
async function again({ workspace, ...rest }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set status = 'waiting', response = null where workspace_id = ${workspace.id}`;
  await client`update crm.jobs set status = 'queued', attempt = 0, run_at = now(), finished_at = null
    where workspace_id = ${workspace.id} and kind = 'effects.perform'`;
  await runJobsOf({ workspace, ...rest });
}

test("Gmail down and back: the job comes again and one draft stands; taking the change back removes it", async () => {
  const { owner, account } = await connected();
  await google.fault({ method: "POST", path: draftsPath, status: 503 });
  await createDraft(owner, letter);
  const change = await latestChangeSet(owner);
  await runJobsOf(owner);
  expect(draftsOf(account.email)).toEqual([]);
  expect(await effectsOf(owner)).toMatchObject([
    { status: "failed", response: { error: { code: "unavailable" } } },
  ]);
  await systemPool().client`update crm.jobs set run_at = now() where workspace_id = ${owner.workspace.id}`;
  await runJobsOf(owner);
  expect(draftsOf(account.email)).toHaveLength(1);

  await revertChangeSet(owner, { id: change });
  await runJobsOf(owner);
  expect(draftsOf(account.email)).toEqual([]);
  const told = await listChangeSets(through(owner, "rest"), {});
  const about = (operation: string) => told.items.find((item) => item.operation === operation)?.subject;
  for (const operation of ["drafts.create", "changeSets.revert"]) {
    expect(about(operation)).toMatchObject({ table: "drafts", label: letter.subject, op: "insert" });
  }
});

test("what stands in a subject or a body adds no header", async () => {
  const { owner, account } = await connected();
  await createDraft(owner, {
    ...letter,
    subject: "Hi\r\nBcc: eve@evil.example",
    body: "x\r\n\r\n--y\r\nBcc: z@z.example",
  });
  await runJobsOf(owner);
  const [head = ""] = draftsOf(account.email)[0]?.raw.split("\r\n\r\n") ?? [];
  expect(head).toContain("Subject: Hi Bcc: eve@evil.example\r\n");
  expect(head).not.toMatch(/^Bcc:/m);
});

test("refused with words: no grant, a mail that is elsewhere, strangers, viewers", async () => {
  const owner = await newOwner();
  const { id: contactId } = await createContact(owner, { displayName: "Ada", emails: ["ada@x.example"] });
  await connectAccount(owner, { account: "ada@gmail.example", grants: ["gmail"] });
  await expect(createDraft(owner, letter)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("write drafts for ada@gmail.example"),
  });
  const { connectionId } = await google.connect(owner);
  const { effectId } = await createDraft(owner, { ...letter, to: [], contactId, connectionId });
  expect(await effectsOf(owner)).toHaveLength(1);

  const stranger = await newOwner();
  await google.connect(stranger);
  await expect(createDraft(stranger, { ...letter, contactId })).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteDraft(stranger, { id: effectId })).rejects.toMatchObject({ code: "not_found" });
  await expect(createDraft(stranger, { ...letter, inReplyToInteractionId: effectId })).rejects.toMatchObject({
    code: "not_found",
  });
  const viewer = await newMember(owner, "viewer");
  await expect(createDraft(viewer, letter)).rejects.toMatchObject({ code: "forbidden" });
});
