import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import {
  importAccount,
  lettersTo,
  newsletterTo,
  previewOf,
  sourceState,
} from "#local/testing/google-sync.ts";
import { importMailbox, rowsLeft, runJobsOf, textsOf, tracesLeft } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import { connectAccount, quotaUsed } from "#server/connections/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, createPreview, getBatch, syncConnection, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

describe("a mailbox", () => {
  test("is previewed exactly, imported newest first, seen by its owner alone, and taken back whole", async () => {
    const [owner, stranger] = [await newOwner(), await newOwner()];
    const account = await google.connect(owner);
    await account.deliver([...lettersTo(account.email, 30), newsletterTo(account.email)]);
    await account.deliver(
      [{ from: account.email, to: "Wrote To <to@other.example>", id: "out@x" }],
      ["SENT"],
    );
    await account.deliver(
      [{ from: "Me <me@alias.example>", to: "to@other.example", id: "alias@x" }],
      ["SENT"],
    );
    await account.deliver([newsletterTo(account.email, "spam@mail.example")], ["SPAM"]);

    const preview = await previewOf(owner, account);
    expect(preview).toMatchObject({
      source: "gmail",
      status: "ready",
      fileName: account.email,
      addresses: [account.email, "me@alias.example"],
      counts: { total: 33, store: 33, skip: 0, people: 11 },
      result: { bySenderKind: { person: 30, newsletter: 1, own: 2 }, estimate: { sampled: 33, of: 33 } },
    });
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(33);
    expect(JSON.stringify(preview)).not.toContain("historyId");

    const { batchId } = await approvePreview(owner, {
      id: preview.id,
      ...(preview.hash ? { expectedHash: preview.hash } : {}),
    });
    await runJobsOf(owner);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({ status: "done", source: "gmail", error: null });
    expect(batch.counts).toEqual({
      total: 33,
      stored: 33,
      skipped: 0,
      failed: 0,
      contacts: preview.counts?.people,
      companies: preview.counts?.companies,
    });
    expect((await listContacts(through(owner, "rest"), {})).items).toHaveLength(11);
    const [sent] = await systemPool().client`
      select i.direction from crm.interactions i join crm.interaction_participants p on p.interaction_id = i.id
      where p.address = 'to@other.example' and i.workspace_id = ${owner.workspace.id}`;
    expect(sent).toEqual({ direction: "outbound" });
    const { client } = systemPool();
    const order = await client<{ at: string }[]>`
      select i.occurred_at as at from crm.interactions i where i.workspace_id = ${owner.workspace.id} and i.direction = 'inbound'
      order by i.id`;
    expect(Date.parse(order[0]?.at ?? "")).toBeGreaterThan(Date.parse(order.at(-1)?.at ?? ""));
    const [kept] = await client`
      select count(*)::int as count from crm.preview_pages where workspace_id = ${owner.workspace.id} and details <> '{}'`;
    expect(kept).toEqual({ count: 0 });
    expect(await sourceState(owner)).toMatchObject({ source: "gmail", following: true, error: null });
    const [changeSet] =
      await client`select operation, status from crm.change_sets where id = ${batch.changeSetId}`;
    expect(changeSet).toEqual({ operation: "batches.import", status: "sealed" });

    for (const read of [
      () => createPreview(stranger, { connectionId: account.connectionId }),
      () => getBatch(through(stranger, "rest"), { id: batchId }),
      () => syncConnection(stranger, { id: account.connectionId }),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: "not_found" });
    }
    const viewer = await newMember(owner, "viewer");
    await expect(syncConnection(viewer, { id: account.connectionId })).rejects.toMatchObject({
      code: "forbidden",
    });

    // One's own addresses are known of the account, whatever was imported from it.
    const own = [account.email, "me@alias.example"];
    const texts = (await textsOf(owner)).filter((text) => !own.includes(text));
    expect(texts.length).toBeGreaterThan(10);
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect(await tracesLeft(owner, texts)).toEqual({});
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "undone",
      kept: [],
      keptCount: 0,
      fileKept: false,
    });
    expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
    expect(await importAccount(owner, account)).toMatchObject({ counts: { stored: 33, contacts: 11 } });
  });

  test("meets 401, 429, 500 and vanished mail, and says what it could not fetch", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const ids = await account.deliver(lettersTo(account.email, 8));
    const preview = await previewOf(owner, account);
    await google.current.control("/__expire", { what: "tokens", account: account.email });
    await google.fault({ path: "/gmail/v1/users/me/messages/", status: 429, retryAfterSeconds: 0, times: 3 });
    await google.fault({
      path: "/gmail/v1/users/me/messages/",
      status: 403,
      reason: "userRateLimitExceeded",
      times: 1,
    });
    await google.fault({ path: `/gmail/v1/users/me/messages/${ids[3] ?? ""}`, status: 500, times: 50 });
    await google.fault({ path: `/gmail/v1/users/me/messages/${ids[5] ?? ""}`, status: 404 });
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({
      status: "done",
      counts: { total: 8, stored: 6, skipped: 1, failed: 1 },
      skippedBy: { vanished: 1 },
    });
    const rows = await systemPool().client`
      select provider_item_id as id, status, reason from crm.raw_events
      where workspace_id = ${owner.workspace.id} and status <> 'stored' order by status`;
    expect(rows).toEqual([
      { id: ids[3], status: "failed", reason: "google_500" },
      { id: ids[5], status: "skipped", reason: "vanished" },
    ]);
    // What failed or was not there is asked for again by the next import; the rest is known.
    await google.current.control("/__faults", undefined, "DELETE");
    const again = await importAccount(owner, account);
    expect(again.counts).toMatchObject({ total: 8, stored: 2, skipped: 6, failed: 0 });
    const days = await systemPool().client`
      select provider_item_id as id, source, item_at::date::text as day, labels, provider_thread_id is not null as threaded, removed_at from crm.raw_events
      where workspace_id = ${owner.workspace.id} order by item_at`;
    expect(days).toEqual(
      ids.map((id, index) => ({
        id,
        source: "gmail",
        day: `2026-01-0${String(1 + index)}`,
        labels: ["INBOX"],
        threaded: true,
        removed_at: null,
      })),
    );
  }, 30_000);

  test("goes on after a crash where it stopped, and stores each message once", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(lettersTo(account.email, 90));
    const preview = await previewOf(owner, account);
    const { batchId } = await approvePreview(owner, { id: preview.id });
    // Everything of the mailbox refused from here on: the attempt fails after some chunks.
    await google.fault({ path: "/gmail/v1/users/me/messages/*", delayMs: 0, times: 45 });
    await google.fault({ path: "/gmail/v1/users/me/*", status: 403, reason: "domainPolicy", times: 30 });
    await runJobsOf(owner);
    const cut = await getBatch(through(owner, "rest"), { id: batchId });
    expect(cut.status).not.toBe("done");
    expect(cut.counts.stored).toBeGreaterThan(0);
    expect(cut.counts.stored).toBeLessThan(90);
    await google.current.control("/__faults", undefined, "DELETE");
    await systemPool().client`
      update crm.jobs set status = 'queued', run_at = now() where workspace_id = ${owner.workspace.id} and kind = 'batches.import'`;
    const before = await google.requests(/messages\/\w+/);
    await runJobsOf(owner);
    const done = await getBatch(through(owner, "rest"), { id: batchId });
    expect(done).toMatchObject({
      status: "done",
      counts: { stored: 90, skipped: 0, failed: 0, contacts: 10 },
    });
    expect((await google.requests(/messages\/\w+/)) - before).toBeLessThanOrEqual(90 - cut.counts.stored);
  }, 30_000);
});

test("a mailbox at the end of its quota says when it goes on, and leaves the worker to others meanwhile", async () => {
  const [owner, other] = [await newOwner(), await newOwner()];
  const [account, another] = [await google.connect(owner), await google.connect(other)];
  await account.deliver(lettersTo(account.email, 70));
  await another.deliver(lettersTo(another.email, 5));
  const preview = await previewOf(owner, account);
  const { batchId } = await approvePreview(owner, { id: preview.id });
  const settings = env();
  // Of its listing and headers something is spent already.
  const [spent, fetches] = [(await quotaUsed(account.email)).gmail.used, 20 * 45];
  setEnv({ ...settings, GMAIL_UNITS_PER_MINUTE: Math.ceil((spent + fetches) / 0.98) });
  await runJobsOf(owner);
  const waiting = await getBatch(through(owner, "rest"), { id: batchId });
  expect(waiting).toMatchObject({ status: "running", waitingForWorker: false, error: null });
  expect(waiting.counts.stored).toBeGreaterThanOrEqual(20);
  expect(waiting.counts.stored).toBeLessThanOrEqual(45);
  const waitMs = Date.parse(waiting.waitsUntil ?? "") - Date.now();
  expect(waitMs).toBeGreaterThan(30_000);
  expect(waitMs).toBeLessThan(61_000);
  expect((await importAccount(other, another)).status).toBe("done");
  setEnv(settings);
  await systemPool().client`update crm.jobs set run_at = now() where key = ${batchId}`;
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
    status: "done",
    counts: { total: 70, stored: 70 },
    waitsUntil: null,
    pace: null,
  });
  const [job] = await systemPool().client`select attempt from crm.jobs where key = ${batchId}`;
  expect(job).toEqual({ attempt: 0 });
}, 30_000);

test("the first messages are there soon: chunks begin small and grow", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const settings = env();
  setEnv({ ...settings, IMPORT_CHUNK_SIZE: 100 });
  await account.deliver(lettersTo(account.email, 150));
  const batch = await importAccount(owner, account);
  setEnv(settings);
  expect(batch.counts.stored).toBe(150);
  const sizes = await systemPool().client<{ count: number }[]>`
    select count(*)::int as count from crm.raw_events where batch_id = ${batch.id} group by created_at order by created_at`;
  expect(sizes.map(({ count }) => count)).toEqual([20, 40, 80, 10]);
}, 30_000);

test("only what its owner opened is read, and only while it is connected", async () => {
  const owner = await newOwner();
  const { connectionId, email } = await google.connect(owner);
  await expect(createPreview(owner, { connectionId, source: "file" })).rejects.toMatchObject({
    code: "unsupported",
  });
  await connectAccount(owner, { account: email, grants: ["gmail"] });
  await expect(createPreview(owner, { connectionId, source: "calendar" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/not let us read the calendar/),
  });
  await inChangeSet(owner, (tx) =>
    tx.execute(sql`update crm.connections set state = 'reconnect_needed', audience = 'workspace'`),
  );
  await expect(createPreview(owner, { connectionId })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(/again/),
  });
  const colleague = await newMember(owner, "member");
  await expect(syncConnection(colleague, { id: connectionId })).rejects.toMatchObject({ code: "forbidden" });
});

test("mail of a file that the mailbox has too is one, with both as its sources", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const mails = lettersTo(account.email, 4);
  const file = await importMailbox(owner, "old.mbox", mbox(mails.slice(0, 3)), account.email);
  expect(file.counts.stored).toBe(3);
  await account.deliver(mails);
  const mailbox = await importAccount(owner, account);
  expect(mailbox).toMatchObject({
    counts: { total: 4, stored: 1, skipped: 3 },
    skippedBy: { already_stored: 3 },
  });
  await undoBatch(owner, { id: file.id });
  await runJobsOf(owner);
  expect((await rowsLeft(owner))["interactions"]).toBe(4);
  await undoBatch(owner, { id: mailbox.id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("taking one import back leaves another of the same mailbox to go on", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 5));
  const first = await importAccount(owner, account);
  await account.deliver(lettersTo(account.email, 4, "b"));
  const preview = await previewOf(owner, account);
  expect(preview).toMatchObject({ counts: { total: 9, store: 4, skip: 5 }, skipBy: { already_stored: 5 } });
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await systemPool().client`update crm.jobs set run_at = now() + interval '1 hour' where key = ${batchId}`;
  await undoBatch(owner, { id: first.id });
  await runJobsOf(owner);
  expect((await getBatch(through(owner, "rest"), { id: first.id })).status).toBe("undone");
  await systemPool().client`update crm.jobs set run_at = now() where key = ${batchId}`;
  await runJobsOf(owner);
  // Nothing is known of the mailbox any more, so that the second import brings all that it listed.
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
    status: "done",
    counts: { total: 9, stored: 9 },
  });
});
