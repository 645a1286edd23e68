import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { getEvent, listEvents } from "#server/calendar/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  approvePreview,
  createPreview,
  getBatch,
  getPreview,
  listBatches,
  syncConnection,
  undoBatch,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const at = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
const who = (email: string, responseStatus = "accepted", more: Record<string, unknown> = {}) => ({
  email,
  responseStatus,
  ...more,
});

/** A calendar with one of everything. */
function fill({ email, put }: TestAccount): void {
  const me = who(email, "accepted", { self: true });
  const organizer = { email, self: true };
  put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Lunch",
    description: "<b>Bring</b> the plan",
    location: "Café",
    hangoutLink: "https://meet.example/x",
    start: at("2026-03-02T12:00:00+01:00"),
    end: at("2026-03-02T13:00:00+01:00"),
    organizer,
    attendees: [
      me,
      who("ann@acme.example", "accepted", { displayName: "Ann Acme" }),
      who("room@x.example", "accepted", { resource: true }),
    ],
  });
  put({
    id: "series1",
    iCalUID: "weekly@x",
    summary: "Weekly",
    start: at("2026-03-04T09:00:00+01:00"),
    end: at("2026-03-04T09:30:00+01:00"),
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Europe/Berlin:20260318T090000"],
    organizer: { email: "boss@corp.example" },
    attendees: [me, who("boss@corp.example")],
  });
  put({
    id: "series1_20260311T080000Z",
    iCalUID: "weekly@x",
    recurringEventId: "series1",
    originalStartTime: at("2026-03-11T09:00:00+01:00"),
    summary: "Weekly, later",
    start: at("2026-03-11T15:00:00+01:00"),
    end: at("2026-03-11T15:30:00+01:00"),
    organizer: { email: "boss@corp.example" },
    attendees: [me, who("boss@corp.example")],
  });
  put({
    id: "series1_20260325T080000Z",
    status: "cancelled",
    recurringEventId: "series1",
    iCalUID: "weekly@x",
    originalStartTime: at("2026-03-25T09:00:00+01:00"),
  });
  put({
    id: "trip1",
    iCalUID: "trip@x",
    summary: "Trip",
    start: { date: "2026-03-28" },
    end: { date: "2026-03-30" },
    organizer,
  });
  put({
    id: "spam1",
    iCalUID: "spam@x",
    summary: "You won",
    start: at("2026-03-03T09:00:00+01:00"),
    end: at("2026-03-03T10:00:00+01:00"),
    organizer: { email: "spam@prize.example" },
    attendees: [who(email, "needsAction", { self: true }), who("spam@prize.example")],
  });
  put({
    id: "office1",
    eventType: "workingLocation",
    summary: "Office",
    start: { date: "2026-03-02" },
    end: { date: "2026-03-03" },
  });
}

async function ready(owner: Context, { connectionId }: TestAccount) {
  const { id } = await createPreview(owner, { connectionId, source: "calendar" });
  await runJobsOf(owner);
  return getPreview(through(owner, "rest"), { id });
}

async function imported(owner: Context, account: TestAccount) {
  const { id } = await ready(owner, account);
  const { batchId } = await approvePreview(owner, { id });
  await runJobsOf(owner);
  return getBatch(through(owner, "rest"), { id: batchId });
}

async function synced(owner: Context, { connectionId }: TestAccount) {
  await syncConnection(owner, { id: connectionId });
  await runJobsOf(owner);
}

const march = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };
const events = async (owner: Context, window = march) =>
  (await listEvents(through(owner, "rest"), { ...window, limit: 100 })).items;
const titles = async (owner: Context) =>
  (await events(owner)).map(({ startAt, title }) => `${startAt.slice(5, 16)} ${title ?? ""}`);

test("a calendar is previewed exactly, imported with its series, and taken back whole", async () => {
  const [owner, stranger] = [await newOwner(), await newOwner()];
  const account = await google.connect(owner);
  fill(account);
  const preview = await ready(owner, account);
  expect(preview).toMatchObject({
    source: "calendar",
    status: "ready",
    error: null,
    counts: { total: 7, store: 6, skip: 1, people: 2, companies: 2 },
    skipBy: { not_a_meeting: 1 },
  });
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  const batch = await getBatch(through(owner, "rest"), { id: batchId });
  expect(batch).toMatchObject({
    status: "done",
    counts: { total: 7, stored: 6, skipped: 1, failed: 0, contacts: 2, companies: 2 },
    skippedBy: { not_a_meeting: 1 },
  });
  expect(await titles(owner)).toEqual([
    "03-02T11:00 Lunch",
    "03-03T08:00 You won",
    "03-04T08:00 Weekly",
    "03-11T14:00 Weekly, later",
    "03-27T23:00 Trip",
  ]);
  const [lunch] = await events(owner);
  expect(lunch).toMatchObject({
    location: "Café",
    conferenceUrl: "https://meet.example/x",
    response: "accepted",
    recurs: false,
    people: [
      { role: "organizer", address: account.email, contactId: null },
      { role: "attendee", address: "ann@acme.example", name: "Ann Acme", response: "accepted" },
      { role: "attendee", address: account.email },
    ],
  });
  expect(lunch?.people[1]?.contactId).toEqual(expect.any(String));
  expect((await events(owner)).at(-1)).toMatchObject({ startDate: "2026-03-28", endDate: "2026-03-30" });
  const april = await events(owner, { from: "2026-04-01T00:00:00Z", to: "2026-05-01T00:00:00Z" });
  expect(april.map(({ startAt }) => startAt)).toEqual([
    "2026-04-01T07:00:00.000Z",
    "2026-04-08T07:00:00.000Z",
  ]);
  const weekly = await getEvent(through(owner, "rest"), { id: april[0]?.id ?? "" });
  expect(weekly).toMatchObject({
    title: "Weekly",
    recurs: true,
    recurrence: [expect.stringMatching(/^RRULE/), expect.any(String)],
  });
  expect((await getEvent(through(owner, "rest"), { id: lunch?.id ?? "" })).description).toBe(
    "Bring the plan",
  );
  await expect(getEvent(through(stranger, "rest"), { id: weekly.id })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await events(stranger)).toEqual([]);

  const { client } = systemPool();
  const threads = await client`
    select kind, message_count from crm.threads where workspace_id = ${owner.workspace.id} order by message_count desc`;
  expect(threads[0]).toEqual({ kind: "event", message_count: 3 });
  expect(threads).toHaveLength(4);
  const stats = await client<{ last_at: string }[]>`
    select s.last_at from crm.contact_stats s join crm.contacts c on c.id = s.contact_id
    where c.primary_email = 'boss@corp.example' and c.workspace_id = ${owner.workspace.id}`;
  expect(new Date(stats[0]?.last_at ?? 0).toISOString()).toBe("2026-04-08T07:00:00.000Z");

  await undoBatch(owner, { id: batchId });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("pages of a period hold every occurrence once, in order", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fill(account);
  await imported(owner, account);
  const window = { from: "2026-03-01T00:00:00Z", to: "2026-04-30T00:00:00Z" };
  const all = (await events(owner, window)).map(({ startAt }) => startAt);
  const paged: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEvents(through(owner, "rest"), {
      ...window,
      limit: 2,
      ...(cursor ? { cursor } : {}),
    });
    paged.push(...page.items.map(({ startAt }) => startAt));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(paged).toEqual(all);
  expect(all).toHaveLength(7);
});

test("changes, new and called-off events arrive by the sync token, and by a full look where that is too old", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fill(account);
  const first = await imported(owner, account);
  await synced(owner, account);
  expect((await listBatches(through(owner, "rest"), { limit: 1 })).items[0]?.id).toBe(first.id);

  const organizer = { email: account.email, self: true };
  account.put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Long lunch",
    start: at("2026-03-02T12:00:00+01:00"),
    end: at("2026-03-02T15:00:00+01:00"),
    organizer,
    attendees: [who("bea@beta.example")],
  });
  account.put({ id: "spam1", status: "cancelled" });
  account.put({
    id: "dinner1",
    iCalUID: "dinner@x",
    summary: "Dinner",
    start: at("2026-03-05T19:00:00+01:00"),
    end: at("2026-03-05T21:00:00+01:00"),
    organizer,
    attendees: [who("cid@gamma.example")],
  });
  await synced(owner, account);
  expect(await titles(owner)).toEqual([
    "03-02T11:00 Long lunch",
    "03-04T08:00 Weekly",
    "03-05T18:00 Dinner",
    "03-11T14:00 Weekly, later",
    "03-27T23:00 Trip",
  ]);
  const [later] = (await listBatches(through(owner, "rest"), { limit: 1 })).items;
  expect(later).toMatchObject({
    previewId: null,
    source: "calendar",
    counts: { total: 1, stored: 1, contacts: 1 },
  });
  const names = (await listContacts(through(owner, "rest"), {})).items.map(
    ({ primaryEmail }) => primaryEmail,
  );
  expect(names.sort()).toEqual([
    "ann@acme.example",
    "bea@beta.example",
    "boss@corp.example",
    "cid@gamma.example",
  ]);
  const stats = await systemPool().client`
    select 1 from crm.contact_stats s join crm.contacts c on c.id = s.contact_id
    where c.primary_email = 'ann@acme.example' and c.workspace_id = ${owner.workspace.id}`;
  expect(stats).toEqual([]);

  account.put({ id: "trip1", status: "cancelled" });
  account.put({
    id: "drinks1",
    iCalUID: "drinks@x",
    summary: "Drinks",
    start: at("2026-03-06T19:00:00+01:00"),
    end: at("2026-03-06T21:00:00+01:00"),
    organizer,
  });
  await google.current.control("/__expire", { what: "sync", account: account.email });
  await synced(owner, account);
  expect(await titles(owner)).toEqual([
    "03-02T11:00 Long lunch",
    "03-04T08:00 Weekly",
    "03-05T18:00 Dinner",
    "03-06T18:00 Drinks",
    "03-11T14:00 Weekly, later",
  ]);
  for (const { id } of (await listBatches(through(owner, "rest"), {})).items) await undoBatch(owner, { id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("a meeting touches its people once it has been", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const soon = new Date(Date.now() + 3_600_000);
  const meeting = (id: string, start: Date, more: Record<string, unknown> = {}) => {
    account.put({
      id,
      iCalUID: `${id}@x`,
      summary: id,
      start: { dateTime: start.toISOString() },
      end: { dateTime: new Date(start.getTime() + 60_000).toISOString() },
      organizer: { email: account.email, self: true },
      attendees: [who(`${id}@acme.example`)],
      ...more,
    });
  };
  meeting("single", soon);
  meeting("daily", new Date(Date.now() - 10 * 86_400_000), { recurrence: ["RRULE:FREQ=DAILY"] });
  await imported(owner, account);
  const { client } = systemPool();
  const touched = async () =>
    (
      await client<{ address: string }[]>`
        select c.primary_email as address from crm.contact_stats s join crm.contacts c on c.id = s.contact_id
        where c.workspace_id = ${owner.workspace.id} order by 1`
    ).map(({ address }) => address);
  expect(await touched()).toEqual(["daily@acme.example"]);

  // As if it were later: the meeting was a minute ago, the last occurrence that is known two days.
  await client.begin(async (tx) => {
    await tx`select set_config('session_replication_role', 'replica', true)`;
    await tx`
      update crm.interaction_participants p set occurred_at = case when c.subject = 'single' then now() - interval '1 minute'
        else p.occurred_at - interval '2 days' end
      from crm.interaction_contents c where c.interaction_id = p.interaction_id and p.workspace_id = ${owner.workspace.id}`;
    await tx`update crm.interactions set occurred_at = occurred_at - interval '2 days' where workspace_id = ${owner.workspace.id}`;
    await tx`update crm.sync_cursors set synced_at = now() - interval '1 hour' where workspace_id = ${owner.workspace.id}`;
  });
  await synced(owner, account);
  expect(await touched()).toEqual(["daily@acme.example", "single@acme.example"]);
  const [daily] = await client<{ fresh: boolean }[]>`
    select max(occurred_at) > now() - interval '25 hours' as fresh from crm.interaction_participants
    where workspace_id = ${owner.workspace.id} and address = 'daily@acme.example'`;
  expect(daily).toEqual({ fresh: true });
});
