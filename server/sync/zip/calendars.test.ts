import { Readable } from "node:stream";

import { strToU8, zipSync } from "fflate";
import { afterAll, expect, test } from "vitest";

import { googleExport, ics, vevent } from "#local/testing/calendar-files.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { titlesOf } from "#local/testing/google-calendar.ts";
import { rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

import { approvePreview, countDays, getBatch, getPreview, listDays, undoBatch } from "../index.ts";
import { readCalendarItems } from "../ics/read-items.ts";
import { buildMail, collect } from "../mail/fixtures/build-mail.ts";
import { calendarsOfZip } from "./read-zip.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "2" });
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "ada@analytical.example";
const team = ics(
  [
    vevent(["UID:team@x", "DTSTART:20260309T090000Z", "SUMMARY:Team", "ATTENDEE:mailto:cora@cranes.example"]),
    vevent(["UID:lunch@x", "DTSTART:20260302T110000Z", "SUMMARY:Lunch, again", "SEQUENCE:0"]),
  ],
  ["X-WR-CALNAME:Team"],
);
/** As Google's export has them: a page about it, and one file for each calendar. The first does not end its last line. */
const takeout = zipSync({
  "Takeout/archive_browser.html": strToU8("<html>What is in here</html>"),
  "Takeout/Calendar/Ada.ics": googleExport(me).subarray(0, -2),
  "Takeout/Calendar/Team.ics": team,
});

async function previewZip(owner: Context, bytes: Uint8Array, name = "takeout.zip") {
  const { previewId } = await uploadMailbox(owner, name, bytes, me);
  await runJobsOf(owner);
  return getPreview(through(owner, "rest"), { id: previewId });
}

test("an archive of calendars is previewed, imported, counted by day and taken back as one calendar file", async () => {
  const owner = await newOwner();
  const preview = await previewZip(owner, takeout);
  expect(preview).toMatchObject({
    error: null,
    content: "meetings",
    counts: { total: 9, store: 7, skip: 2, people: 3 },
    skipBy: { not_a_meeting: 1, duplicate_in_file: 1 },
    result: {
      warnings: [
        { code: "other_files", words: expect.stringMatching(/^One file of the archive is no calendar/) },
      ],
    },
  });
  const { batchId } = await approvePreview(owner, { id: preview.id, expectedHash: preview.hash ?? "" });
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
    status: "done",
    content: "meetings",
    counts: { total: 9, stored: 7, skipped: 2, failed: 0, contacts: 3 },
    skippedBy: preview.skipBy,
  });
  expect(await titlesOf(owner)).toContain("03-09T09:00 Team");
  const of = { id: preview.connectionId, source: "file" as const };
  await countDays(owner, of);
  await runJobsOf(owner);
  const { days } = await listDays(through(owner, "rest"), { ...of, from: "2026-03-09", to: "2026-03-09" });
  expect(days).toMatchObject([{ provider: 1, stored: 1, missing: 0 }]);
  await undoBatch(owner, { id: batchId });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({});
});

test("of mail and calendars in one archive the mail comes in, and what is not taken is said", async () => {
  const owner = await newOwner();
  const preview = await previewZip(
    owner,
    zipSync({ "Calendar/Team.ics": team, "Mail/one.eml": buildMail({ "Message-ID": "<one@x.example>" }) }),
  );
  expect(preview).toMatchObject({
    content: "mail",
    counts: { total: 1, store: 1 },
    result: {
      warnings: [
        {
          code: "calendars_left_out",
          words: expect.stringMatching(/^One calendar of the archive is left out.*upload it by itself/),
        },
      ],
    },
  });
});

test("it can be read on from behind any of its events", async () => {
  const owner = await newOwner();
  const storageKey = `${owner.workspace.id}/calendars`;
  await storage().put(storageKey, Readable.from([Buffer.from(takeout)]));
  const file = { storageKey, byteSize: takeout.byteLength };
  const read = (startOffset: number, startOrdinal: number) =>
    collect(
      readCalendarItems(calendarsOfZip(file, startOffset), {
        startOffset,
        startOrdinal,
        maxItemBytes: 1_000_000,
      }),
    );
  const all = await read(0, 0);
  expect(all.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [index, { nextOffset, ordinal }] of all.entries())
    expect(await read(nextOffset, ordinal + 1)).toEqual(all.slice(index + 1));
});

test("a calendar that breaks off in an archive is read as far as it goes; one without events is refused", async () => {
  const owner = await newOwner();
  const broken = await previewZip(
    owner,
    zipSync({ "a.ics": googleExport(me).subarray(0, -200), "b.ics": team }),
  );
  expect(broken).toMatchObject({ status: "ready", content: "meetings" });
  expect(broken.result?.warnings.map(({ code }) => code)).toEqual(["truncated"]);
  expect(await previewZip(owner, zipSync({ "a.ics": ics([]) }))).toMatchObject({
    status: "failed",
    error: { code: "unsupported", message: expect.stringMatching(/No meetings were found/) },
  });
});
