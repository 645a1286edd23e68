import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { eventsOf, fillCalendar, titlesOf } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, previewOf } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { getEvent, listEvents } from "#server/calendar/index.ts";
import { contactTimeline } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, getBatch, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test("a calendar is previewed exactly, imported with its series, and taken back whole", async () => {
  const [owner, stranger] = [await newOwner(), await newOwner()];
  const account = await google.connect(owner);
  fillCalendar(account);
  const preview = await previewOf(owner, account, "calendar");
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
  expect(await titlesOf(owner)).toEqual([
    "03-02T11:00 Lunch",
    "03-03T08:00 You won",
    "03-04T08:00 Weekly",
    "03-11T14:00 Weekly, later",
    "03-27T23:00 Trip",
  ]);
  const [lunch] = await eventsOf(owner);
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
  expect((await eventsOf(owner)).at(-1)).toMatchObject({ startDate: "2026-03-28", endDate: "2026-03-30" });
  const april = await eventsOf(owner, { from: "2026-04-01T00:00:00Z", to: "2026-05-01T00:00:00Z" });
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
  expect(await eventsOf(stranger)).toEqual([]);

  const ann = lunch?.people[1]?.contactId ?? "";
  expect((await contactTimeline(through(owner, "rest"), { id: ann })).items).toMatchObject([
    { kind: "meeting", subject: "Lunch", from: { address: account.email } },
  ]);
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
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  const window = { from: "2026-03-01T00:00:00Z", to: "2026-04-30T00:00:00Z" };
  const all = (await eventsOf(owner, window)).map(({ startAt }) => startAt);
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
