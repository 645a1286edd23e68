import { zstdDecompressSync } from "node:zlib";

import { describe, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox, rowsLeft, runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox, source } from "#local/testing/mail.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { cancelJob, retryJob } from "#server/jobs/index.ts";

import {
  approvePreview,
  createPreview,
  deleteConnection,
  getBatch,
  getPreview,
  listBatches,
  listConnections,
  undoBatch,
} from "./index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "10" });

const anna = "Anna Berg <anna@berg.example>";
const me = "Me <me@here.example>";
const letters = (count: number) => mbox(Array.from({ length: count }, () => ({ from: anna, to: me })));

async function previewOf(ctx: Context, bytes: Uint8Array, fileName = "mail.mbox", mailbox?: string) {
  const { previewId } = await uploadMailbox(ctx, fileName, bytes, mailbox);
  await runJobsOf(ctx);
  return getPreview(through(ctx, "rest"), { id: previewId });
}

/** What the preview says of odd mail: how many, and its sentence, by code. */
const said = ({ result }: Preview): Record<string, [count: number, words: string]> =>
  Object.fromEntries((result?.warnings ?? []).map(({ code, count, words }) => [code, [count, words]]));

/** Every message that is kept, unpacked, in the order of the file. */
async function originals(ctx: Context): Promise<Buffer[]> {
  const rows = await systemPool().client<{ payload: Buffer; encoding: string }[]>`
    select payload, encoding from crm.raw_events where workspace_id = ${ctx.workspace.id} order by provider_item_id::int`;
  return rows.map(({ payload, encoding }) => (encoding === "zstd" ? zstdDecompressSync(payload) : payload));
}

describe("a file that is no mailbox is refused with a sentence, and nothing is stored", () => {
  test.each([
    ["an empty file", Buffer.alloc(0), /empty/i],
    ["a picture named .mbox", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), /PNG image/],
    ["some text", Buffer.from("Dear diary, today nothing happened.\n"), /text without mail headers/],
  ])("%s", async (_, bytes, words) => {
    const owner = await newOwner();
    await expect(uploadMailbox(owner, "mail.mbox", bytes)).rejects.toMatchObject({
      code: "unsupported",
      message: expect.stringMatching(words),
    });
    expect((await listConnections(through(owner, "rest"), {})).items).toEqual([]);
  });
});

describe("mail as it should not be is imported as far as it can be read", () => {
  test("a file that ends in the middle of a message", async () => {
    const owner = await newOwner();
    const cut = `From test Mon Jun  3 10:00:00 2024\n${source({ from: anna, to: me, id: "cut@test.example", headers: ['Content-Type: multipart/mixed; boundary="b"'], body: "--b\nContent-Type: text/plain\n\nThe beginn" })}`;
    const preview = await previewOf(owner, Buffer.concat([letters(1), Buffer.from(cut)]));
    expect(preview.counts).toMatchObject({ total: 2, store: 2 });
    expect(preview.result?.warnings).toContainEqual(expect.objectContaining({ code: "truncated" }));
  });

  test("NULs, broken charsets, no date, no sender, no Message-ID, ten thousand headers and deep nesting", async () => {
    const owner = await newOwner();
    const nested = Array.from(
      { length: 300 },
      (_, depth) => `Content-Type: multipart/mixed; boundary="b${depth}"\n\n--b${depth}\n`,
    ).join("");
    const odd = [
      source({ from: anna, to: me, id: "nul@x", body: "a\u0000b" }),
      `From: ${anna}\nTo: ${me}\nSubject: =?x-unknown?Q?=FF=FE?=\nMessage-ID: <charset@x>\nContent-Type: text/plain; charset=x-unknown\n\n\xff\xfe`,
      `From: ${anna}\nTo: ${me}\nSubject: no date\nMessage-ID: <nodate@x>\n\nhello`,
      `To: ${me}\nSubject: no sender\nMessage-ID: <nosender@x>\nDate: Mon, 03 Jun 2024 10:00:00 +0000\n\nhello`,
      `From: ${anna}\nTo: ${me}\nSubject: no id\nDate: Mon, 03 Jun 2024 10:00:00 +0000\n\nhello`,
      source({
        from: anna,
        to: me,
        id: "many@x",
        headers: Array.from({ length: 10_000 }, (_, i) => `X-H-${i}: v`),
      }),
      `From: ${anna}\nTo: ${me}\nMessage-ID: <deep@x>\nDate: Mon, 03 Jun 2024 10:00:00 +0000\nMIME-Version: 1.0\n${nested}\n\ninside`,
    ];
    const bytes = Buffer.from(
      odd.map((mail) => `From test Mon Jun  3 10:00:00 2024\n${mail}\n\n`).join(""),
      "latin1",
    );
    const preview = await previewOf(owner, bytes, "odd.mbox");
    expect(said(preview)).toEqual({
      nul_bytes: [1, expect.stringContaining("stored without them, the original is kept whole")],
      charset_unknown: [1, expect.stringContaining("unknown character set")],
      missing_date: [2, expect.stringContaining("have no date")],
      missing_from: [1, expect.stringContaining("name no sender")],
      too_many_headers: [1, expect.stringContaining("thousands of header lines")],
      truncated: [1, expect.stringContaining("seems to end in the middle")],
      body_unreadable: [1, expect.stringContaining("cannot be read; they are imported with sender")],
    });
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const [batch] = (await listBatches(through(owner, "rest"), {})).items;
    expect(batch?.counts).toMatchObject({ total: 7, stored: 7, skipped: 0, failed: 0 });
    // Nothing is lost on the way: each is kept byte for byte.
    const kept = await originals(owner);
    expect(kept.map((bytes, index) => bytes.equals(Buffer.from(`${odd[index] ?? ""}\n`, "latin1")))).toEqual(
      odd.map(() => true),
    );
    // What the preview foresaw is what reading the bodies warned of.
    const warned = await systemPool().client<{ code: string; count: number }[]>`
      select code, count(*)::int from crm.interaction_contents c, unnest(c.warnings) as code
      where c.workspace_id = ${owner.workspace.id} group by 1`;
    const foreseen = Object.entries(said(preview)).map(([code, [count]]) => [code, count]);
    expect(Object.fromEntries(warned.map(({ code, count }) => [code, count]))).toEqual(
      Object.fromEntries(foreseen),
    );
  });

  test("a mail of 35 MB", async () => {
    const owner = await newOwner();
    const big = source({
      from: anna,
      to: me,
      id: "big@x",
      headers: [
        "MIME-Version: 1.0",
        "Content-Type: application/octet-stream; name=big.bin",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment; filename=big.bin",
      ],
      body: `${"A".repeat(76)}\n`.repeat(460_000),
    });
    const preview = await previewOf(owner, Buffer.from(big), "big.eml");
    expect(said(preview)).toEqual({ very_large: [1, expect.stringContaining("larger than 20 MB")] });
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    const [batch] = (await listBatches(through(owner, "rest"), {})).items;
    expect(batch?.counts).toMatchObject({ total: 1, stored: 1, failed: 0 });
    const [row] = await systemPool()
      .client`select byte_size from crm.raw_events where workspace_id = ${owner.workspace.id}`;
    expect(Number(row?.["byte_size"])).toBeGreaterThan(35_000_000);
    const [kept] = await originals(owner);
    expect(kept?.equals(Buffer.from(big))).toBe(true);
  });
});

describe("approving", () => {
  test("another's preview is not found, twice is refused, and an old hash is stale", async () => {
    const [owner, stranger] = [await newOwner(), await newOwner()];
    const member = await newMember(owner, "member");
    const preview = await previewOf(owner, letters(3));
    const id = preview.id;
    await expect(approvePreview(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(approvePreview(member, { id })).rejects.toMatchObject({ code: "not_found" });
    await expect(approvePreview(owner, { id, expectedHash: "0".repeat(64) })).rejects.toMatchObject({
      code: "stale",
    });
    const both = await Promise.allSettled([approvePreview(owner, { id }), approvePreview(owner, { id })]);
    expect(both.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(approvePreview(owner, { id })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("approved already"),
    });
    await runJobsOf(owner);
    expect((await rowsLeft(owner))["interactions"]).toBe(3);
  });

  test("before the preview is ready is refused", async () => {
    const owner = await newOwner();
    const { previewId } = await uploadMailbox(owner, "mail.mbox", letters(1));
    await expect(approvePreview(owner, { id: previewId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("changed addresses make another preview with another hash, and mail from them counts as sent", async () => {
    const owner = await newOwner();
    const bytes = mbox([
      { from: anna, to: me },
      { from: me, to: anna },
    ]);
    const first = await previewOf(owner, bytes);
    const second = await createPreview(owner, {
      connectionId: first.connectionId,
      addresses: ["me@here.example"],
    });
    await runJobsOf(owner);
    const ready = await getPreview(through(owner, "rest"), { id: second.id });
    expect(ready.hash).not.toBe(first.hash);
    expect(ready.result?.bySenderKind).toMatchObject({ own: 1, person: 1 });
    await approvePreview(owner, { id: ready.id });
    await runJobsOf(owner);
    const people = (await listContacts(through(owner, "rest"), {})).items;
    expect(people.map((person) => person.primaryEmail)).toEqual(["anna@berg.example"]);
    const rows = await systemPool()
      .client`select direction from crm.interactions where workspace_id = ${owner.workspace.id} order by direction`;
    expect(rows.map((row) => row["direction"])).toEqual(["inbound", "outbound"]);
  });
});

describe("stopping in the middle", () => {
  /** Imports with the job cancelled after its first chunk. */
  async function cancelledImport(owner: Context) {
    const preview = await previewOf(owner, letters(40));
    const { batchId, jobId } = await approvePreview(owner, { id: preview.id });
    const running = runJobsOf(owner);
    for (;;) {
      const { counts } = await getBatch(through(owner, "rest"), { id: batchId });
      if (counts.stored > 0) break;
    }
    await cancelJob(owner, { id: jobId });
    await running;
    return { batchId, jobId };
  }

  test("keeps what is done, goes on when retried, and ends the same", async () => {
    const owner = await newOwner();
    const { batchId, jobId } = await cancelledImport(owner);
    const stopped = await getBatch(through(owner, "rest"), { id: batchId });
    expect(stopped.status).toBe("cancelled");
    expect(stopped.counts.stored).toBeGreaterThan(0);
    expect(stopped.counts.stored).toBeLessThan(40);
    await retryJob(owner, { id: jobId });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 40, stored: 40 },
    });
  });

  test("its file can be removed: what came in stays, and going on says why it cannot", async () => {
    const owner = await newOwner();
    const preview = await previewOf(owner, letters(1));
    await approvePreview(owner, { id: preview.id });
    await expect(deleteConnection(owner, { id: preview.connectionId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("is being imported"),
    });

    const other = await newOwner();
    const { batchId, jobId } = await cancelledImport(other);
    const { connectionId, counts, fileKept } = await getBatch(through(other, "rest"), { id: batchId });
    expect(fileKept).toBe(true);
    await deleteConnection(other, { id: connectionId });
    expect(await getBatch(through(other, "rest"), { id: batchId })).toMatchObject({
      status: "cancelled",
      fileKept: false,
      counts,
    });
    expect((await rowsLeft(other))["interactions"]).toBe(counts.stored);
    await retryJob(other, { id: jobId });
    await runJobsOf(other);
    expect(await getBatch(through(other, "rest"), { id: batchId })).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("is not kept any more") },
    });
    await undoBatch(other, { id: batchId });
    await runJobsOf(other);
    expect(await rowsLeft(other)).toEqual({});
  });

  test("can be taken back whole", async () => {
    const owner = await newOwner();
    const { batchId } = await cancelledImport(owner);
    await undoBatch(owner, { id: batchId });
    await runJobsOf(owner);
    expect(await rowsLeft(owner)).toEqual({});
    await expect(undoBatch(owner, { id: batchId })).rejects.toMatchObject({ code: "conflict" });
  });
});

test("a file is removed only when no import needs it, and what was imported stays", async () => {
  const owner = await newOwner();
  const batch = await importMailbox(owner, "mail.mbox", letters(2));
  await deleteConnection(owner, { id: batch.connectionId });
  expect((await listConnections(through(owner, "rest"), {})).items).toEqual([]);
  await expect(createPreview(owner, { connectionId: batch.connectionId })).rejects.toMatchObject({
    code: "not_found",
  });
  expect((await rowsLeft(owner))["interactions"]).toBe(2);
});

test("a viewer imports, approves and takes back nothing", async () => {
  const owner = await newOwner();
  const viewer = await newMember(owner, "viewer");
  const preview = await previewOf(owner, letters(1));
  await expect(uploadMailbox(viewer, "mail.mbox", letters(1))).rejects.toMatchObject({ code: "forbidden" });
  await expect(approvePreview(viewer, { id: preview.id })).rejects.toMatchObject({ code: "forbidden" });
  await expect(undoBatch(viewer, { id: preview.id })).rejects.toMatchObject({ code: "forbidden" });
});
