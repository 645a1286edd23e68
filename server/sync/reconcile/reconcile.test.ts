import { sql } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, newestBatch, previewOf } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues, getJob } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { updateProfile } from "#server/workspaces/index.ts";
import { runClaimed } from "#worker/run.ts";

import {
  approvePreview,
  countDays,
  createPreview,
  fetchMissing,
  getDay,
  listDays,
  undoBatch,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
beforeEach(() => google.current.control("/__faults", undefined, "DELETE"));

const letter = (account: TestAccount, id: string, date: string) => ({
  from: `${id} <${id}@firm.example>`,
  to: account.email,
  id: `${id}@firm.example`,
  date: new Date(date).toUTCString(),
});

const inBerlin = (owner: Context) => updateProfile(owner, { timeZone: "Europe/Berlin" });

/** A mailbox with mail around midnight in Berlin, its first import done, and what no import takes. */
async function newMailbox(owner: Context): Promise<TestAccount> {
  await inBerlin(owner);
  const account = await google.connect(owner);
  await account.deliver([
    letter(account, "before", "2026-02-27T22:59:59Z"),
    letter(account, "midnight", "2026-02-27T23:00:00Z"),
    letter(account, "noon", "2026-02-28T12:00:00Z"),
    letter(account, "evening", "2026-02-28T22:30:00Z"),
    letter(account, "next", "2026-02-28T23:30:00Z"),
    { ...letter(account, "draft-in-file", "2026-02-28T13:00:00Z"), headers: ["X-Mozilla-Status: 0008"] },
  ]);
  await account.deliver([letter(account, "spam", "2026-02-28T10:00:00Z")], ["SPAM"]);
  await account.deliver([letter(account, "bin", "2026-02-28T11:00:00Z")], ["TRASH"]);
  await account.deliver([letter(account, "draft", "2026-02-28T11:30:00Z")], ["DRAFT"]);
  await importAccount(owner, account);
  return account;
}

/** As if the message had been lost on its way in. */
async function lose(owner: Context, id: string): Promise<void> {
  await inChangeSet(
    owner,
    async (tx) => {
      const mail = sql`select interaction_id from crm.interaction_participants where address = ${`${id}@firm.example`}`;
      await tx.execute(sql`delete from crm.raw_events where interaction_id in (${mail})`);
      await tx.execute(sql`delete from crm.interactions where id in (${mail})`);
    },
    "sync",
  );
}

const days = async (owner: Context, account: TestAccount, from = "2026-02-27", to = "2026-03-01") =>
  (await listDays(through(owner, "rest"), { id: account.connectionId, from, to })).days;

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0);
const expectAddsUp = (day: MailboxDay) =>
  expect(day.stored + day.failed + day.missing + sum(day.skippedBy) + sum(day.leftOutBy)).toBe(day.provider);

test("a day adds up; what was lost is found missing, fetched as a batch of its own, and taken back with it", async () => {
  const owner = await newOwner();
  const account = await newMailbox(owner);
  const range = { id: account.connectionId, from: "2026-02-27", to: "2026-03-01" };
  await lose(owner, "noon");
  await countDays(owner, range);
  expect(await days(owner, account)).toEqual([]);
  await runJobsOf(owner);

  const counted = await days(owner, account);
  counted.forEach(expectAddsUp);
  expect(counted).toMatchObject([
    { day: "2026-03-01", provider: 1, stored: 1, missing: 0 },
    {
      day: "2026-02-28",
      provider: 7,
      stored: 2,
      missing: 1,
      skippedBy: { deleted: 1 },
      leftOutBy: { spam: 1, deleted: 1, draft: 1 },
      failed: 0,
    },
    { day: "2026-02-27", provider: 1, stored: 1, missing: 0 },
  ]);
  const { items } = await getDay(through(owner, "rest"), { id: account.connectionId, day: "2026-02-28" });
  expect(items).toMatchObject([
    { state: "missing", reason: null, subject: null, from: null, itemAt: null },
    {
      state: "skipped",
      reason: "deleted",
      itemAt: "2026-02-28T13:00:00.000Z",
      batchId: (await newestBatch(owner))?.id,
    },
  ]);

  const { jobId } = await fetchMissing(owner, range);
  await runJobsOf(owner);
  expect(await getJob(through(owner, "rest"), { id: jobId })).toMatchObject({ status: "done" });
  expect((await days(owner, account))[1]).toMatchObject({ provider: 7, stored: 3, missing: 0 });
  const batch = await newestBatch(owner);
  expect(batch).toMatchObject({
    status: "done",
    previewId: null,
    counts: { total: 1, stored: 1, contacts: 0 },
  });
  await runClaimed(jobId, new AbortController().signal);
  await expect(fetchMissing(owner, range)).rejects.toMatchObject({ code: "conflict" });

  await undoBatch(owner, { id: batch?.id ?? "" });
  await runJobsOf(owner);
  expect((await days(owner, account))[1]).toMatchObject({ stored: 2, missing: 1 });
  expect((await rowsLeft(owner))["raw_events"]).toBe(5);
});

test("the whole mailbox is counted for little, and a run that was cut off asks for nothing twice", async () => {
  const owner = await newOwner();
  const account = await newMailbox(owner);
  await account.deliver([letter(account, "old", "2019-05-05T12:00:00Z")]);
  await google.current.control("/__requests", undefined, "DELETE");
  const { jobId } = await countDays(owner, { id: account.connectionId });
  const stopping = new AbortController();
  stopping.abort();
  await runClaimed(jobId, stopping.signal);
  await runJobsOf(owner);
  const asked = await google.requests(/\/messages\?|\/messages$/);
  // 37 years, 15 months four times, and the days of three of them at most four times.
  expect(asked).toBeLessThan(37 + 15 * 4 + 31 * 4 * 3);
  const old = await days(owner, account, "2019-05-01", "2019-05-31");
  expect(old).toHaveLength(31);
  expect(old.filter(({ provider }) => provider > 0)).toMatchObject([{ day: "2019-05-05", missing: 1 }]);
  const { counted } = await listDays(through(owner, "rest"), {
    id: account.connectionId,
    from: "2026-02-27",
    to: "2026-02-27",
  });
  expect(counted?.from).toBe("2019-01-01");
});

test("an item that failed at Google is told with its day, and comes with what is missing", async () => {
  const owner = await newOwner();
  await inBerlin(owner);
  const account = await google.connect(owner);
  const [id] = await account.deliver([letter(account, "noon", "2026-02-28T12:00:00Z")]);
  await account.deliver([letter(account, "evening", "2026-02-28T20:00:00Z")]);
  const preview = await previewOf(owner, account);
  await google.fault({
    path: `/gmail/v1/users/me/messages/${id ?? ""}`,
    status: 400,
    reason: "failedPrecondition",
  });
  await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  const range = { id: account.connectionId, from: "2026-02-28", to: "2026-02-28" };
  await countDays(owner, range);
  await runJobsOf(owner);
  expect(await days(owner, account)).toMatchObject([{ provider: 2, stored: 1, failed: 1, missing: 0 }]);
  await fetchMissing(owner, range);
  await runJobsOf(owner);
  expect(await days(owner, account)).toMatchObject([{ provider: 2, stored: 2, failed: 0 }]);
});

test("what the approved search leaves out is told as outside, not as missing", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver([
    letter(account, "noon", "2026-02-28T12:00:00Z"),
    letter(account, "casino", "2026-02-28T13:00:00Z"),
  ]);
  const { connectionId } = account;
  const preview = await createPreview(owner, { connectionId, controls: { query: "-from:casino" } });
  await runJobsOf(owner);
  await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  await countDays(owner, { id: connectionId, from: "2026-02-28", to: "2026-02-28" });
  await runJobsOf(owner);
  const [day] = await days(owner, account, "2026-02-28", "2026-02-28");
  expect(day).toMatchObject({ provider: 2, stored: 1, missing: 0, leftOutBy: { outside: 1 } });
});

test("a calendar is counted by the day its events begin", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const event = (id: string, day: string) =>
    account.put({
      id,
      summary: id,
      start: { dateTime: `${day}T10:00:00Z` },
      end: { dateTime: `${day}T11:00:00Z` },
      attendees: [{ email: "bert@bridges.example" }],
    });
  event("meeta1", "2026-02-28");
  event("lunch1", "2026-03-01");
  await importAccount(owner, account, "calendar");
  event("lost1", "2026-03-01");
  const range = {
    id: account.connectionId,
    source: "calendar" as const,
    from: "2026-02-28",
    to: "2026-03-01",
  };
  await countDays(owner, range);
  await runJobsOf(owner);
  const read = async () => (await listDays(through(owner, "rest"), range)).days;
  expect(await read()).toMatchObject([
    { day: "2026-03-01", provider: 2, stored: 1, missing: 1 },
    { day: "2026-02-28", provider: 1, stored: 1, missing: 0 },
  ]);
  await fetchMissing(owner, range);
  await runJobsOf(owner);
  expect((await read())[0]).toMatchObject({ provider: 2, stored: 2, missing: 0 });
});

test("days belong to who connected the account", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const range = { id: account.connectionId, from: "2026-02-27", to: "2026-03-01" };
  await expect(countDays(owner, range)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("preview it and approve"),
  });
  const other = await newMember(owner, "member");
  for (const read of [
    () => listDays(through(other, "rest"), range),
    () => getDay(through(other, "rest"), { id: account.connectionId, day: "2026-02-27" }),
    () => countDays(other, range),
    () => fetchMissing(other, range),
  ]) {
    await expect(read()).rejects.toMatchObject({ code: "not_found" });
  }
  await expect(listDays(through(owner, "rest"), { ...range, from: "2024-01-01" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});
