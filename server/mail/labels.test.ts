import { afterAll, expect, test } from "vitest";

import { effectsOf } from "#local/testing/effects.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { until } from "#local/testing/until.ts";
import { newMail } from "#local/testing/seed-mail.ts";
import { listLabels } from "#local/services/google/gmail/labels.ts";
import { labelsOf } from "#local/services/google/gmail/store.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { getThread, listThreads } from "#server/interactions/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { syncConnection } from "#server/sync/index.ts";

import { archiveMail, labelMail } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

/** A conversation of two mails in the inbox, one of them unread. */
async function withThread() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const mail = { from: "Ada <ada@x.example>", to: account.email, subject: "Looms", body: "Looms?" };
  const [first = ""] = await account.deliver([{ ...mail, id: "first@x.example" }], ["INBOX", "UNREAD"]);
  const [second = ""] = await account.deliver(
    [{ ...mail, id: "second@x.example", headers: ["References: <first@x.example>"] }],
    ["INBOX"],
  );
  await importAccount(owner, account);
  const { items } = await listThreads(through(owner, "rest"), {});
  return { owner, account, ids: [first, second] as const, threadId: items[0]?.id ?? "" };
}

const at = (account: TestAccount, id: string) =>
  labelsOf(google.current.google.database, account.email, id).sort();

async function again({ workspace, ...rest }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set status = 'waiting', response = jsonb_build_object('doing', response -> 'done') where workspace_id = ${workspace.id}`;
  await client`update crm.jobs set status = 'queued', attempt = 0, run_at = now(), finished_at = null
    where workspace_id = ${workspace.id} and kind = 'effects.perform'`;
  await runJobsOf({ workspace, ...rest });
}

test("an archived conversation leaves the inbox, is known here to have left, and comes back as it was", async () => {
  const { owner, account, ids, threadId } = await withThread();
  account.label(ids[1], { remove: ["INBOX"] });
  const { changeSetId } = await archiveMail(owner, { threadId });
  expect(at(account, ids[0])).toEqual(["INBOX", "UNREAD"]);
  await runJobsOf(owner);
  expect(ids.map((id) => at(account, id))).toEqual([["UNREAD"], []]);
  expect(await changeSetsOf(owner)).toContainEqual(
    expect.objectContaining({ operation: "mail.archive", item_count: 0 }),
  );
  const told = await listChangeSets(through(owner, "rest"), { operation: "mail.archive" });
  expect(told.items[0]?.subject).toMatchObject({ table: "threads", rowId: threadId, label: "Looms" });
  const [row] = await systemPool().client<{ labels: string[] }[]>`
    select labels from crm.raw_events where workspace_id = ${owner.workspace.id} and provider_item_id = ${ids[0]}`;
  expect(row?.labels).toEqual(["UNREAD"]);

  // Killed after Gmail had done it: what an attempt noted is done again, not found out anew.
  await again(owner);
  await revertChangeSet(owner, { id: changeSetId ?? "" });
  await runJobsOf(owner);
  expect(ids.map((id) => at(account, id))).toEqual([["INBOX", "UNREAD"], []]);
});

test("what is archived while a sync runs is known here once that sync is through", async () => {
  const { owner, account, ids, threadId } = await withThread();
  await account.deliver([{ from: "Bo <bo@x.example>", to: account.email, id: "third@x.example" }]);
  await google.fault({ path: "/gmail/v1/users/me/messages/", delayMs: 1_000 });
  await syncConnection(owner, { id: account.connectionId });
  const syncing = runJobsOf(owner);
  // The history has been read by then.
  await until("the new mail to be asked for", async () => (await google.pendingFaults()) === 0);
  await archiveMail(owner, { threadId });
  await runJobsOf(owner);
  expect(at(account, ids[0])).toEqual(["UNREAD"]);
  await syncing;
  const rows = await systemPool().client<{ labels: string[] }[]>`
    select labels from crm.raw_events where workspace_id = ${owner.workspace.id} and provider_item_id = ${ids[0]}`;
  expect(rows).toEqual([{ labels: ["UNREAD"] }]);
});

test("labels are made, put on and taken off by their names; taking it back leaves what was there before", async () => {
  const { owner, account, ids, threadId } = await withThread();
  await labelMail(owner, { threadId, add: ["Looms"] });
  await runJobsOf(owner);
  const label = listLabels(google.current.google.database, account.email).find(
    ({ name }) => name === "Looms",
  );
  expect(at(account, ids[1])).toEqual(["INBOX", label?.id]);
  account.label(ids[1], { remove: [label?.id ?? ""] });

  const { changeSetId } = await labelMail(owner, {
    threadId,
    add: ["Mills"],
    remove: ["looms", "Never made"],
  });
  await runJobsOf(owner);
  const mills = listLabels(google.current.google.database, account.email).find(
    ({ name }) => name === "Mills",
  );
  expect(ids.map((id) => at(account, id))).toEqual([
    ["INBOX", mills?.id, "UNREAD"],
    ["INBOX", mills?.id],
  ]);
  await revertChangeSet(owner, { id: changeSetId ?? "" });
  await runJobsOf(owner);
  expect(ids.map((id) => at(account, id))).toEqual([["INBOX", label?.id, "UNREAD"], ["INBOX"]]);
  await expect(labelMail(owner, { threadId, add: ["TRASH"] })).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(labelMail(owner, { threadId })).rejects.toMatchObject({ fields: { add: "Name a label." } });
});

test("a conversation says where it stands at Gmail: archived or not, and its labels by their names", async () => {
  const { owner, threadId } = await withThread();
  const read = (ctx: Context) => getThread(through(ctx, "rest"), { id: threadId });
  expect(await read(owner)).toMatchObject({ archived: false, labels: [] });
  await labelMail(owner, { threadId, add: ["Looms", "Mills"] });
  await archiveMail(owner, { threadId });
  await runJobsOf(owner);
  expect(await read(owner)).toMatchObject({ archived: true, labels: ["Looms", "Mills"] });
  await labelMail(owner, { threadId, remove: ["looms"] });
  await runJobsOf(owner);
  expect(await read(owner)).toMatchObject({ archived: true, labels: ["Mills"] });
  // What was labelled at Gmail is known by what a preview read there; a label that nobody named is left out.
  const named = JSON.stringify({ labels: [{ id: "Label_Elsewhere", name: "Elsewhere", total: 1 }] });
  await systemPool().client`update crm.previews set result = result || ${named}::text::jsonb
    where workspace_id = ${owner.workspace.id}`;
  await systemPool()
    .client`update crm.raw_events set labels = labels || '{Label_Elsewhere,Label_Nameless,IMPORTANT}'::text[]
    where workspace_id = ${owner.workspace.id}`;
  expect((await read(owner)).labels).toEqual(["Elsewhere", "Mills"]);
});

test("refused with words: no grant, mail from elsewhere, strangers, viewers; what Gmail refuses is said", async () => {
  const { owner, threadId, account } = await withThread();
  const elsewhere = await newMail(owner, { from: "bea@x.example", to: "me@y.example" });
  await expect(archiveMail(owner, { threadId: elsewhere.threadId })).rejects.toMatchObject({
    code: "unsupported",
  });
  const stranger = await newOwner();
  await google.connect(stranger);
  for (const call of [
    () => archiveMail(stranger, { threadId }),
    () => labelMail(stranger, { threadId, add: ["x"] }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: "not_found" });
  }
  const viewer = await newMember(owner, "viewer");
  await expect(archiveMail(viewer, { threadId })).rejects.toMatchObject({ code: "forbidden" });
  await google.fault({
    method: "GET",
    path: "/gmail/v1/users/me/labels",
    status: 403,
    reason: "insufficientPermissions",
  });
  await archiveMail(owner, { threadId });
  await runJobsOf(owner);
  expect(await effectsOf(owner)).toMatchObject([
    { status: "failed", response: { error: { code: "forbidden" } } },
  ]);
  await connectAccount(owner, { account: account.email, grants: ["gmail", "gmail_send"] });
  await expect(archiveMail(owner, { threadId })).rejects.toMatchObject({
    message: expect.stringContaining("archive and label mail"),
  });
});
