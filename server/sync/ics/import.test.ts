import { gzipSync } from "node:zlib";

import { afterAll, expect, test } from "vitest";

import { googleExport, ics, vevent } from "#local/testing/calendar-files.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, eventsOf, fillCalendar, titlesOf } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, previewOf, syncNow } from "#local/testing/google-sync.ts";
import { importMailbox, rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, createPreview, getBatch, getPreview, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "ada@analytical.example";

async function previewFile(owner: Context, bytes: Uint8Array, mailbox?: string, name = "calendar.ics") {
  const { previewId } = await uploadMailbox(owner, name, bytes, mailbox);
  await runJobsOf(owner);
  return getPreview(through(owner, "rest"), { id: previewId });
}

test("a calendar file is previewed exactly, imported with its series, and taken back whole", async () => {
  const owner = await newOwner();
  const first = await previewFile(owner, gzipSync(googleExport(me)));
  expect(first).toMatchObject({
    source: "file",
    content: "meetings",
    status: "ready",
    result: { mailboxGuess: { address: me, why: "the calendar is named after it" } },
  });
  const again = await createPreview(owner, { connectionId: first.connectionId, addresses: [me] });
  await runJobsOf(owner);
  const preview = await getPreview(through(owner, "rest"), { id: again.id });
  expect(preview).toMatchObject({
    counts: { total: 7, store: 6, skip: 1, people: 2, companies: 2 },
    skipBy: { not_a_meeting: 1 },
  });
  const { batchId } = await approvePreview(owner, { id: preview.id, expectedHash: preview.hash ?? "" });
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
    status: "done",
    content: "meetings",
    counts: { total: 7, stored: 6, skipped: 1, failed: 0, contacts: 2, companies: 2 },
    skippedBy: preview.skipBy,
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
  });
  await undoBatch(owner, { id: batchId });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({});
});

test("the same events from an account and from a file are one, whichever came first", async () => {
  const [owner, other] = [await newOwner(), await newOwner()];
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  const before = await titlesOf(owner);
  const second = await previewFile(owner, googleExport(account.email), account.email);
  expect(second).toMatchObject({
    counts: { total: 7, store: 0, skip: 7, people: 0 },
    skipBy: { already_stored: 6, not_a_meeting: 1 },
  });
  expect(await titlesOf(owner)).toEqual(before);

  const elsewhere = await google.connect(other);
  fillCalendar(elsewhere);
  const file = await importMailbox(other, "calendar.ics", googleExport(elsewhere.email), elsewhere.email);
  expect(file.counts.stored).toBe(6);
  expect((await previewOf(other, elsewhere, "calendar")).counts).toMatchObject({ store: 0 });
  await importAccount(other, elsewhere, "calendar");
  elsewhere.put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Lunch, later",
    start: at("2026-03-02T13:00:00+01:00"),
    end: at("2026-03-02T14:00:00+01:00"),
  });
  await syncNow(other, elsewhere);
  expect(await titlesOf(other)).toEqual(["03-02T12:00 Lunch, later", ...before.slice(1)].sort());
  // Taking the file back leaves what the account holds too.
  await undoBatch(other, { id: file.id });
  await runJobsOf(other);
  expect(await titlesOf(other)).toEqual(["03-02T12:00 Lunch, later", ...before.slice(1)].sort());
});

test("declined, private and whole-day events come in by choice, in preview and import alike", async () => {
  const owner = await newOwner();
  const bytes = ics([
    vevent(["UID:a@x", "DTSTART:20260302T110000Z", "SUMMARY:Plain"]),
    vevent([
      "UID:b@x",
      "DTSTART:20260303T110000Z",
      "ORGANIZER:mailto:boss@x.example",
      `ATTENDEE;PARTSTAT=DECLINED:mailto:${me}`,
    ]),
    vevent(["UID:c@x", "DTSTART:20260304T110000Z", "CLASS:PRIVATE"]),
    vevent(["UID:d@x", "DTSTART;VALUE=DATE:20260305"]),
  ]);
  const all = await previewFile(owner, bytes, me);
  expect(all.counts).toMatchObject({ total: 4, store: 4 });
  const chosen = await createPreview(owner, {
    connectionId: all.connectionId,
    addresses: [me],
    controls: { calendar: { declined: false, private: false, allDay: false } },
  });
  await runJobsOf(owner);
  const preview = await getPreview(through(owner, "rest"), { id: chosen.id });
  const skipBy = { declined: 1, private_event: 1, all_day: 1 };
  expect(preview).toMatchObject({ counts: { store: 1 }, skipBy });
  const { batchId } = await approvePreview(owner, { id: chosen.id });
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
    counts: { stored: 1 },
    skippedBy: skipBy,
  });
});

test("of an event that stands in a file several times the latest version counts, in preview and import alike", async () => {
  const owner = await newOwner();
  const version = (sequence: number, title: string) =>
    vevent(["UID:a@x", `SEQUENCE:${String(sequence)}`, "DTSTART:20260302T110000Z", `SUMMARY:${title}`]);
  const bytes = ics([version(1, "Second"), version(2, "Third"), version(0, "First")]);
  const batch = await importMailbox(owner, "calendar.ics", bytes, me);
  expect(batch).toMatchObject({ counts: { total: 3, stored: 1 }, skippedBy: { duplicate_in_file: 2 } });
  expect(await titlesOf(owner)).toEqual(["03-02T11:00 Third"]);
});

test("what cannot be read is counted with its reason, and does not hold up the rest", async () => {
  const owner = await newOwner();
  const good = vevent(["UID:good@x", "DTSTART:20260302T110000Z", "SUMMARY:Good"]);
  const batch = await importMailbox(
    owner,
    "calendar.ics",
    ics([
      vevent(["UID:none@x", "SUMMARY:No start"]),
      vevent(["UID:called-off@x", "DTSTART:20260303T110000Z", "STATUS:CANCELLED"]),
      vevent(["UID:\u0000bomb@x", "DTSTART:20260304T110000Z", "RRULE:FREQ=SECONDLY", "SUMMARY:Bomb\u0000"]),
      vevent(["UID:never@x", "DTSTART:20260305T110000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"]),
      good,
    ]),
    me,
  );
  expect(batch).toMatchObject({
    counts: { total: 5, stored: 3, failed: 0 },
    skippedBy: { not_an_event: 1, called_off: 1 },
  });
  expect(await titlesOf(owner)).toContain("03-02T11:00 Good");
});

test.each([
  ["a file without events", ics([]), /No meetings were found/],
  ["a calendar that ends after its first line", Buffer.from("BEGIN:VCALENDAR\r\n"), /No meetings were found/],
])("%s is refused with a sentence, and nothing is stored", async (_, bytes, words) => {
  const owner = await newOwner();
  const preview = await previewFile(owner, bytes);
  expect(preview).toMatchObject({ status: "failed", error: { message: expect.stringMatching(words) } });
});

test("fifty thousand events are previewed without holding up the worker", async () => {
  const owner = await newOwner();
  const events = Array.from({ length: 50_000 }, (_, n) =>
    vevent([
      `UID:${String(n)}@x`,
      `DTSTART:2026${String((n % 12) + 1).padStart(2, "0")}01T110000Z`,
      `SUMMARY:Meeting ${String(n)}`,
      ...(n < 100 ? [`ORGANIZER:mailto:${me}`, `ATTENDEE:mailto:p${String(n)}@firm.example`] : []),
    ]),
  );
  const preview = await previewFile(owner, ics(events), me);
  expect(preview).toMatchObject({ status: "ready", counts: { total: 50_000, store: 50_000, people: 100 } });
  const [row] = await systemPool().client<{ count: number }[]>`
    select count(*)::int as count from crm.raw_events where workspace_id = ${owner.workspace.id}`;
  expect(row?.count).toBe(0);
}, 60_000);
