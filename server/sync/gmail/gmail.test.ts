import { afterAll, beforeEach, describe, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import type { source } from "#local/testing/mail.ts";
import type { Context } from "#server/core/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  approvePreview,
  createPreview,
  getBatch,
  getPreview,
  listBatches,
  listConnections,
  resumeBatch,
  syncConnection,
  undoBatch,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

type Mail = Parameters<typeof source>[0];

/** `count` mails from ten people to the account, one a day, and a newsletter. */
const mailsTo = (email: string, count: number, tag = "a"): Mail[] =>
  Array.from({ length: count }, (_, index) => ({
    from: `Person ${String(index % 10)} <p${String(index % 10)}@firm${String((index % 10) % 3)}.example>`,
    to: email,
    subject: `Letter ${String(index)}`,
    id: `${tag}${String(index)}@mail.example`,
    date: new Date(Date.UTC(2026, 0, 1 + index)).toUTCString(),
    body: `Text ${String(index)}`,
  }));
const newsletter = (email: string, id = "news@mail.example"): Mail => ({
  from: "News <news@shop.example>",
  to: email,
  id,
  headers: ["List-Unsubscribe: <https://shop.example/u>"],
});

async function ready(owner: Context, { connectionId }: TestAccount, source?: "gmail" | "calendar") {
  const { id } = await createPreview(owner, { connectionId, ...(source ? { source } : {}) });
  await runJobsOf(owner);
  return getPreview(through(owner, "rest"), { id });
}

async function imported(owner: Context, account: TestAccount) {
  const preview = await ready(owner, account);
  expect(preview.error).toBeNull();
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  return getBatch(through(owner, "rest"), { id: batchId });
}

async function synced(owner: Context, { connectionId }: TestAccount) {
  const { jobId } = await syncConnection(owner, { id: connectionId });
  await runJobsOf(owner);
  return jobId;
}

const newest = async (owner: Context) => (await listBatches(through(owner, "rest"), { limit: 1 })).items[0];
const stateOf = async (owner: Context) =>
  (await listConnections(through(owner, "rest"), {})).items[0]?.sources[0];

describe("a mailbox", () => {
  test("is previewed exactly, imported newest first, seen by its owner alone, and taken back whole", async () => {
    const [owner, stranger] = [await newOwner(), await newOwner()];
    const account = await google.connect(owner);
    await account.deliver([...mailsTo(account.email, 30), newsletter(account.email)]);
    await account.deliver(
      [{ from: account.email, to: "Wrote To <to@other.example>", id: "out@x" }],
      ["SENT"],
    );
    await account.deliver([newsletter(account.email, "spam@mail.example")], ["SPAM"]);

    const preview = await ready(owner, account);
    expect(preview).toMatchObject({
      source: "gmail",
      status: "ready",
      fileName: account.email,
      addresses: [account.email],
      counts: { total: 32, store: 32, skip: 0, people: 11 },
      result: { bySenderKind: { person: 30, newsletter: 1, own: 1 }, estimate: { sampled: 32, of: 32 } },
    });
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(32);
    expect(JSON.stringify(preview)).not.toContain("historyId");

    const { batchId } = await approvePreview(owner, {
      id: preview.id,
      ...(preview.hash ? { expectedHash: preview.hash } : {}),
    });
    await runJobsOf(owner);
    const batch = await getBatch(through(owner, "rest"), { id: batchId });
    expect(batch).toMatchObject({ status: "done", source: "gmail", error: null });
    expect(batch.counts).toEqual({
      total: 32,
      stored: 32,
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
    expect(await stateOf(owner)).toMatchObject({ source: "gmail", following: true, error: null });
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

    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "undone",
      kept: [],
    });
    expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
    expect(await imported(owner, account)).toMatchObject({ counts: { stored: 32, contacts: 11 } });
  });

  test("meets 401, 429, 500 and vanished mail, and says what it could not fetch", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const ids = await account.deliver(mailsTo(account.email, 8));
    const preview = await ready(owner, account);
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
    // What failed is tried again by the next import; the rest is known.
    await google.current.control("/__faults", undefined, "DELETE");
    const again = await imported(owner, account);
    expect(again.counts).toMatchObject({ total: 8, stored: 1, skipped: 7, failed: 0 });
  }, 30_000);

  test("goes on after a crash where it stopped, and stores each message once", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(mailsTo(account.email, 90));
    const preview = await ready(owner, account);
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

describe("a large mailbox", () => {
  test("is estimated from a sample, and its import asks where more people come than it said", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const strangers = Array.from({ length: 700 }, (_, index) => ({
      from: `S${String(index)} <s${String(index)}@stranger.example>`,
      to: account.email,
      id: `s${String(index)}@mail.example`,
      date: new Date(Date.UTC(2025, 0, 1, index)).toUTCString(),
    }));
    await account.deliver(strangers);
    const preview = await ready(owner, account);
    expect(preview.counts).toMatchObject({ total: 700, store: 700 });
    const estimate = preview.result?.estimate;
    expect(estimate).toMatchObject({ sampled: 600, of: 700, quotaUnits: 14_000 });
    expect(estimate?.peopleRange.from).toBeLessThanOrEqual(700);
    expect(estimate?.peopleRange.to).toBeGreaterThanOrEqual(700);
    expect(preview.result?.byMonth.reduce((sum, month) => sum + month.count, 0)).toBe(700);

    await systemPool().client`
      update crm.previews set result = jsonb_set(result, '{estimate,peopleRange,to}', '50') where id = ${preview.id}`;
    const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const paused = await getBatch(through(owner, "rest"), { id: batchId });
    expect(paused).toMatchObject({ status: "paused", counts: { contacts: 60 } });
    expect(paused.error?.message).toMatch(/60 contacts, more than the 50/);
    await expect(createPreviewAndApprove(owner, account)).rejects.toMatchObject({ code: "conflict" });
    expect(await resumeBatch(owner, { id: batchId })).toEqual({ jobId });
    await expect(resumeBatch(owner, { id: batchId })).rejects.toMatchObject({ code: "conflict" });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 700, stored: 700, contacts: 700 },
    });
  }, 60_000);
});

async function createPreviewAndApprove(owner: Context, account: TestAccount) {
  const { id } = await ready(owner, account);
  return approvePreview(owner, { id });
}

describe("what comes later", () => {
  test("is brought by history, once, without a batch where nothing is new", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(mailsTo(account.email, 5));
    await expect(syncConnection(owner, { id: account.connectionId })).rejects.toMatchObject({
      code: "conflict",
    });
    const first = await imported(owner, account);

    await synced(owner, account);
    expect((await newest(owner))?.id).toBe(first.id);
    await account.deliver([
      ...mailsTo(account.email, 2, "b"),
      { from: "New <new@late.example>", to: account.email, id: "c" },
    ]);
    await account.deliver([newsletter(account.email)], ["SPAM"]);
    await synced(owner, account);
    const later = await newest(owner);
    expect(later).toMatchObject({
      previewId: null,
      status: "done",
      counts: { total: 3, stored: 3, contacts: 1 },
    });
    await synced(owner, account);
    expect((await newest(owner))?.id).toBe(later?.id);

    await undoBatch(owner, { id: later?.id ?? "" });
    await runJobsOf(owner);
    expect((await rowsLeft(owner))["interactions"]).toBe(5);
    expect(await stateOf(owner)).toMatchObject({ following: true });
  });

  test("is found by a listing where history is too old", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(mailsTo(account.email, 5));
    await imported(owner, account);
    await account.deliver(mailsTo(account.email, 3, "b"));
    await google.current.control("/__expire", { what: "history", account: account.email });
    await synced(owner, account);
    expect(await newest(owner)).toMatchObject({ counts: { total: 3, stored: 3 } });
    await account.deliver(mailsTo(account.email, 1, "c"));
    await synced(owner, account);
    expect(await newest(owner)).toMatchObject({ counts: { total: 1, stored: 1 } });
  });

  test("says in words why it does not come", async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(mailsTo(account.email, 1));
    await imported(owner, account);
    await google.fault({
      path: "/gmail/v1/users/me/history",
      status: 403,
      reason: "insufficientPermissions",
    });
    await synced(owner, account);
    expect((await stateOf(owner))?.error).toMatchObject({
      code: "forbidden",
      message: expect.stringMatching(/Connect again/),
    });
    await synced(owner, account);
    expect((await stateOf(owner))?.error).toBeNull();
  });
});
