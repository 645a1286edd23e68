import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import type { Finding } from "#lib/schemas/whereabouts.ts";
import { ics, vevent } from "#local/testing/calendar-files.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { newestBatch } from "#local/testing/google-sync.ts";
import { importMailbox, rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { mbox, source } from "#local/testing/mail.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { updateProfile } from "#server/workspaces/index.ts";

import {
  approvePreview,
  askProvider,
  countDays,
  explainMissing,
  fetchMissing,
  getDay,
  getProviderAnswer,
  listDays,
  undoBatch,
} from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "me@home.example";
const range = { from: "2026-02-27", to: "2026-03-01" };

const letter = (id: string, date: string, headers: string[] = []) => ({
  from: `${id} <${id}@firm.example>`,
  to: me,
  id: `${id}@firm.example`,
  subject: `About ${id}`,
  date: new Date(date).toUTCString(),
  headers,
});

const noDate = source(letter("dateless", "2026-02-28T10:00:00Z")).replace(/^Date: .*\n/m, "");

/** Around midnight in Berlin, with a copy, what lay in the bin, and one without any date. */
const mailbox = Buffer.concat([
  mbox([
    letter("before", "2026-02-27T22:59:59Z"),
    letter("midnight", "2026-02-27T23:00:00Z"),
    letter("noon", "2026-02-28T12:00:00Z"),
    letter("evening", "2026-02-28T22:30:00Z"),
    letter("next", "2026-02-28T23:30:00Z"),
    letter("binned", "2026-02-28T13:00:00Z", ["X-Mozilla-Status: 0009"]),
    letter("noon", "2026-02-28T12:00:00Z"),
  ]),
  Buffer.from(`From - \n${noDate}\n\n`),
]);

async function inBerlin(): Promise<Context> {
  const owner = await newOwner();
  await updateProfile(owner, { timeZone: "Europe/Berlin" });
  return owner;
}

const listed = (owner: Context, id: string) => listDays(through(owner, "rest"), { id, ...range });

const total = (counts: Record<string, number>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
const expectAddsUp = (day: MailboxDay) =>
  expect(day.stored + day.failed + day.missing + total(day.skippedBy) + total(day.leftOutBy)).toBe(
    day.provider,
  );

/** As if an import had lost it. */
async function lose(owner: Context, which: ReturnType<typeof sql>): Promise<void> {
  await inChangeSet(
    owner,
    async (tx) => {
      const [row] = await tx.execute<{ id: string }>(
        sql`delete from crm.raw_events where interaction_id in (${which}) returning interaction_id as id`,
      );
      await tx.execute(sql`delete from crm.interactions where id = ${row?.id}`);
    },
    "sync",
  );
}

const mailOf = (id: string) =>
  sql`select interaction_id from crm.interaction_participants where address = ${`${id}@firm.example`}`;

async function lookInto(owner: Context, connectionId: string, about: string): Promise<Finding[]> {
  const { questionId } = await askProvider(owner, { about, connectionId });
  await runJobsOf(owner);
  const { findings, error } = await getProviderAnswer(through(owner, "rest"), { id: questionId });
  expect(error).toBeNull();
  return findings ?? [];
}

test("a mailbox file is accounted for day by day, from its preview to its undo", async () => {
  const owner = await inBerlin();
  const { connectionId: id, previewId } = await uploadMailbox(owner, "all.mbox", mailbox, me);
  await runJobsOf(owner);

  const before = await listed(owner, id);
  expect(before).toMatchObject({
    source: "file",
    timeZone: "Europe/Berlin",
    counted: range,
    undated: { provider: 1, missing: 1 },
    days: [
      { day: "2026-03-01", provider: 1, missing: 1 },
      { day: "2026-02-28", provider: 5, missing: 5, stored: 0 },
      { day: "2026-02-27", provider: 1, missing: 1 },
    ],
  });
  await expect(fetchMissing(owner, { id, ...range })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("approve its preview"),
  });
  expect(await lookInto(owner, id, "About noon")).toMatchObject([{ kind: "waiting" }, { kind: "waiting" }]);
  expect(await explainMissing(through(owner, "rest"), { about: "<noon@firm.example>" })).toMatchObject({
    findings: [{ kind: "waiting", words: expect.stringContaining("not approved") }],
    askable: [{ connectionId: id, account: "all.mbox", provider: "file" }],
  });

  await approvePreview(owner, { id: previewId });
  await runJobsOf(owner);
  const { days, undated } = await listed(owner, id);
  days.forEach(expectAddsUp);
  expect(undated).toMatchObject({ stored: 1, missing: 0 });
  expect(days[1]).toMatchObject({
    provider: 5,
    stored: 3,
    skippedBy: { deleted: 1, duplicate_in_file: 1 },
    failed: 0,
    missing: 0,
    goneThere: 0,
  });
  const batch = await newestBatch(owner);
  const day = { id, day: "2026-02-28" };
  expect((await getDay(through(owner, "rest"), day)).items).toMatchObject([
    { item: "5", state: "skipped", reason: "deleted", batchId: batch?.id },
    { item: "6", state: "skipped", reason: "duplicate_in_file" },
  ]);
  expect((await getDay(through(owner, "rest"), { id, day: "0001-01-01" })).day).toMatchObject({ stored: 1 });

  expect(await lookInto(owner, id, "binned@firm.example")).toMatchObject([
    { kind: "skipped", subject: "About binned", words: expect.stringContaining("because it lay in the bin") },
  ]);
  expect(await lookInto(owner, id, "<evening@firm.example>")).toMatchObject([
    { kind: "here", threadId: expect.any(String) },
  ]);
  expect(await lookInto(owner, id, "<never@firm.example>")).toMatchObject([{ kind: "not_there" }]);

  await undoBatch(owner, { id: batch?.id ?? "" });
  await runJobsOf(owner);
  expect(await listed(owner, id)).toMatchObject({ days: [], undated: null, counted: null });
  const { provider_questions: questions, ...rest } = await rowsLeft(owner);
  expect(questions).toBe(4);
  expect(rest).toEqual({});
}, 30_000);

test("what was lost of a file is missing by its day, and is fetched from it; what failed is told with its error", async () => {
  const owner = await inBerlin();
  const { connectionId: id } = await importMailbox(owner, "all.mbox", mailbox, me);
  await lose(owner, mailOf("noon"));
  await systemPool().client`
    update crm.raw_events set status = 'failed', reason = 'unwritable', error = 'The database did not take it (22021).'
    where workspace_id = ${owner.workspace.id} and provider_item_id = '3'`;
  expect((await listed(owner, id)).days[1]).toMatchObject({ provider: 5, stored: 1, failed: 1, missing: 1 });
  expect((await getDay(through(owner, "rest"), { id, day: "2026-02-28" })).items.slice(0, 2)).toMatchObject([
    { item: "2", state: "missing" },
    { item: "3", state: "failed", error: "The database did not take it (22021)." },
  ]);
  expect(await lookInto(owner, id, "About noon")).toMatchObject([
    { kind: "missing", words: expect.stringContaining("Fetch it from its day") },
    { kind: "skipped" },
  ]);
  expect(await lookInto(owner, id, "<evening@firm.example>")).toMatchObject([
    { kind: "failed", words: expect.stringContaining("22021") },
  ]);

  const { jobId } = await fetchMissing(owner, { id, ...range });
  await runJobsOf(owner);
  const { days } = await listed(owner, id);
  days.forEach(expectAddsUp);
  // The mail of what had failed stands: its row says so again.
  expect(days[1]).toMatchObject({ provider: 5, stored: 2, failed: 0, missing: 0 });
  const batch = await newestBatch(owner);
  expect(batch).toMatchObject({ previewId: null, jobId, counts: { total: 2, stored: 1, skipped: 1 } });
  await expect(fetchMissing(owner, { id, ...range })).rejects.toMatchObject({ code: "conflict" });

  await updateProfile(owner, { timeZone: "Pacific/Auckland" });
  expect(await listed(owner, id)).toMatchObject({ days: [], counted: null });
  await countDays(owner, { id });
  await runJobsOf(owner);
  const elsewhere = (await listed(owner, id)).days;
  elsewhere.forEach(expectAddsUp);
  expect(elsewhere.map(({ day, provider }) => [day, provider])).toEqual([
    ["2026-03-01", 5],
    ["2026-02-28", 2],
  ]);
}, 30_000);

test("a calendar file is accounted for by the day its entries begin, and asked by title", async () => {
  const owner = await inBerlin();
  const entry = (uid: string, start: string, more: string[] = []) =>
    vevent([
      `UID:${uid}@x`,
      `DTSTART${start}`,
      `SUMMARY:About ${uid}`,
      "ORGANIZER:mailto:ann@acme.example",
      `ATTENDEE:mailto:${me}`,
      ...more,
    ]);
  const file = ics([
    entry("late", ":20260227T233000Z"),
    entry("trip", ";VALUE=DATE:20260228"),
    entry("off", ":20260228T100000Z", ["STATUS:CANCELLED"]),
    entry("lost", ":20260228T110000Z"),
    "BEGIN:VTODO\nUID:todo@x\nSUMMARY:Buy milk\nEND:VTODO",
  ]);
  const { connectionId: id } = await importMailbox(owner, "all.ics", file, me);
  expect(await listed(owner, id)).toMatchObject({
    days: [{ day: "2026-02-28", provider: 4, stored: 3, skippedBy: { called_off: 1 } }],
    undated: { provider: 1, skippedBy: { not_a_meeting: 1 } },
  });
  await lose(owner, sql`select interaction_id from crm.interaction_contents where subject = 'About lost'`);
  expect(await lookInto(owner, id, "about LOST")).toMatchObject([{ kind: "missing" }]);
  await fetchMissing(owner, { id, from: "2026-02-28", to: "2026-02-28" });
  await runJobsOf(owner);
  expect((await listed(owner, id)).days).toMatchObject([{ provider: 4, stored: 4 - 1, missing: 0 }]);
  await countDays(owner, { id });
  await runJobsOf(owner);
  expect((await listed(owner, id)).days).toMatchObject([{ provider: 4, stored: 3, missing: 0 }]);
}, 30_000);

test("the days of a file are its owner's, and are those of a file", async () => {
  const owner = await newOwner();
  const { connectionId: id } = await uploadMailbox(owner, "all.mbox", mailbox, me);
  const of = { id, ...range };
  for (const other of [await newMember(owner, "member"), await newOwner()]) {
    for (const act of [
      () => listDays(through(other, "rest"), of),
      () => getDay(through(other, "rest"), { id, day: "2026-02-28" }),
      () => countDays(other, of),
      () => fetchMissing(other, of),
      () => askProvider(other, { about: "About noon", connectionId: id }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "not_found" });
    }
  }
  await expect(countDays(owner, { ...of, source: "gmail" })).rejects.toMatchObject({ code: "unsupported" });
});
