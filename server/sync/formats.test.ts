import { Readable } from "node:stream";

import { strToU8, zipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

import { approvePreview, getBatch, getPreview, undoBatch } from "./index.ts";
import { buildMail, buildMbox, collect, type Fields } from "./mail/fixtures/build-mail.ts";
import { emlx, manifold, takeout, thunderbird } from "./mail/fixtures/programs.ts";
import { readZip } from "./zip/read-zip.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "2" });
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const me = "grace@navy.example";
const fields = (id: string, more: Fields = {}): Fields => ({
  "Message-ID": `<${id}@analytical.example>`,
  Subject: `About ${id}`,
  ...more,
});
const mail = (id: string) => buildMail(fields(id));

/** As people pack it: folders, two programs' mail, a mailbox among it, and what is none. */
const archive = zipSync(
  {
    "Mail/one.eml": mail("one"),
    "Mail/two.emlx": emlx(mail("two")),
    "Mail/binned.emlx": emlx(mail("binned"), { flags: 3 }),
    "Mail/Old.mbox/mbox": buildMbox([mail("three"), mail("four"), manifold]),
    "Mail/Old.mbox/table_of_contents": new Uint8Array([0, 1, 2, 3, 0, 0, 0, 5, 0, 0]),
    "Mail/photo.jpg": new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    "__MACOSX/Mail/._one.eml": mail("resource"),
    "Mail/.DS_Store": new Uint8Array([0, 0, 0, 1]),
    "Mail/again.eml": [mail("one"), { level: 0 }],
    "Mail/empty.eml": new Uint8Array(),
  },
  { level: 6 },
);

async function stored(owner: Context) {
  const rows = await systemPool().client<{ subject: string; thread_id: string }[]>`
    select c.subject, i.thread_id from crm.interactions i
      join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
    where i.workspace_id = ${owner.workspace.id} order by c.subject`;
  return rows.map(({ subject, thread_id: thread }) => ({ subject, thread }));
}

describe("mail as programs export it is imported whole, and what they had thrown away is told", () => {
  test("Google Takeout: labels, threads, and what lay in spam, in the bin and among the drafts", async () => {
    const owner = await newOwner();
    const file = takeout([
      { thread: "1800000000000000042", labels: "Inbox,Opened", fields: fields("question") },
      {
        thread: "1800000000000000042",
        labels: '=?UTF-8?Q?Posteingang,"Kunden,_n=C3=B6tig"?=',
        fields: fields("answer"),
      },
      { thread: "1800000000000000099", labels: "Inbox", fields: fields("other") },
      { thread: "1800000000000000050", labels: "Spam", fields: fields("spam") },
      { thread: "1800000000000000051", labels: "Papierkorb", fields: fields("bin") },
      { thread: "1800000000000000052", labels: "=?UTF-8?Q?Entw=C3=BCrfe?=", fields: fields("draft") },
    ]);
    const batch = await importMailbox(owner, "All mail Including Spam and Trash.mbox", file, me);
    expect(batch).toMatchObject({
      counts: { total: 6, stored: 3 },
      skippedBy: { spam: 1, deleted: 1, draft: 1 },
    });
    const [answer, other, question] = await stored(owner);
    expect(answer?.thread).toBe(question?.thread);
    expect(other?.thread).not.toBe(question?.thread);
    const preview = await getPreview(through(owner, "rest"), { id: batch.previewId ?? "" });
    expect(preview.result?.byLabel).toContainEqual({
      id: "Kunden, nötig",
      name: "Kunden, nötig",
      count: 1,
    });
  });

  test("Thunderbird and Apple Mail", async () => {
    const owner = await newOwner();
    const folder = thunderbird([
      { status: "0001", fields: fields("kept") },
      { status: "0009", fields: fields("gone") },
    ]);
    expect(await importMailbox(owner, "INBOX", folder, me)).toMatchObject({
      counts: { total: 2, stored: 1 },
      skippedBy: { deleted: 1 },
    });
    expect(
      await importMailbox(owner, "mbox", buildMbox([mail("apple"), manifold], "\r\n"), me),
    ).toMatchObject({
      counts: { total: 2, stored: 2 },
    });
    expect(await importMailbox(owner, "4711.emlx", emlx(mail("single")), me)).toMatchObject({
      counts: { total: 1, stored: 1 },
    });
    expect((await stored(owner)).map(({ subject }) => subject)).toEqual([
      "About apple",
      "About kept",
      "About single",
      "Привет für alle",
    ]);
  });
});

describe("an archive", () => {
  test("is imported as if its mail stood in one file, and taken back whole", async () => {
    const owner = await newOwner();
    const { previewId } = await uploadMailbox(owner, "Mail.zip", archive, me);
    await runJobsOf(owner);
    const preview = await getPreview(through(owner, "rest"), { id: previewId });
    expect(preview).toMatchObject({
      error: null,
      counts: { total: 7, store: 5, skip: 2 },
      skipBy: { deleted: 1, duplicate_in_file: 1 },
    });
    expect(preview.result?.warnings).toContainEqual({
      code: "other_files",
      count: 1,
      words: expect.stringMatching(/^3 files of the archive are no mail/),
    });
    const { batchId } = await approvePreview(owner, { id: previewId });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 7, stored: 5, skipped: 2, failed: 0 },
    });
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect(await rowsLeft(owner)).toEqual({});
  });

  test("can be read on from behind any of its messages", async () => {
    const owner = await newOwner();
    const storageKey = `${owner.workspace.id}/archive`;
    await storage().put(storageKey, Readable.from([Buffer.from(archive)]));
    const upload = { storageKey, byteSize: archive.byteLength };
    const all = await collect(readZip(upload, { offset: 0, ordinal: 0 }));
    expect(all.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    for (const [index, { nextOffset, ordinal }] of all.entries()) {
      const rest = await collect(readZip(upload, { offset: nextOffset, ordinal: ordinal + 1 }));
      expect(rest).toEqual(all.slice(index + 1));
    }
  });

  const small = zipSync({ "one.eml": mail("one"), "two.eml": mail("two") });
  /** The archive with a number of its directory changed; of the first entry, or of all. */
  const forged = (at: number, value: number, width: 2 | 4, which: "first" | "all" = "all"): Buffer => {
    const bytes = Buffer.from(small);
    for (
      let place = bytes.indexOf("PK\x01\x02");
      place >= 0;
      place = bytes.indexOf("PK\x01\x02", place + 4)
    ) {
      if (width === 2) bytes.writeUInt16LE(value, place + at);
      else bytes.writeUInt32LE(value, place + at);
      if (which === "first") break;
    }
    return bytes;
  };

  test.each([
    ["names a size that no mail reaches", forged(24, 2_000_000_000, 4), /unpacks to far more/],
    ["unpacks to more than it says", forged(24, 20, 4), /damaged/],
    ["is encrypted", forged(8, 1, 2), /encrypted/],
    ["is packed in another way", forged(10, 12, 2), /encrypted or packed/],
    ["begins a file behind its end", forged(42, 4_000_000, 4), /damaged/],
    ["ends too early", small.subarray(0, small.byteLength - 30), /damaged/],
    ["holds no mail", zipSync({ "a.txt": strToU8("Dear diary"), "in.zip": small }), /No messages were found/],
    [
      "holds the same bytes again and again",
      overlapping(zipSync({ "one.eml": [mail("one"), { level: 0 }] }), 4),
      /damaged/,
    ],
  ])("that %s is refused with a sentence, and nothing is stored", async (_, bytes, words) => {
    const owner = await newOwner();
    const { previewId } = await uploadMailbox(owner, "Mail.zip", bytes, me);
    await runJobsOf(owner);
    expect(await getPreview(through(owner, "rest"), { id: previewId })).toMatchObject({
      status: "failed",
      error: { code: "unsupported", message: expect.stringMatching(words) },
    });
    expect(await rowsLeft(owner)).toEqual({});
  });
});

/** An archive whose directory names its one file several times. */
function overlapping(zip: Uint8Array, times: number): Buffer {
  const bytes = Buffer.from(zip);
  const [directory, end] = [bytes.indexOf("PK\x01\x02"), bytes.indexOf("PK\x05\x06")];
  const entry = bytes.subarray(directory, end);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(times, 8);
  tail.writeUInt16LE(times, 10);
  tail.writeUInt32LE(entry.length * times, 12);
  return Buffer.concat([bytes.subarray(0, directory), ...Array.from({ length: times }, () => entry), tail]);
}
