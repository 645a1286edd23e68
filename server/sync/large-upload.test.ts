import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

import { afterAll, afterEach, expect, test, vi } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { mbox } from "#local/testing/mail.ts";
import { call, keyOf } from "#local/testing/rest.ts";
import { sendBy } from "#local/testing/storage/send.ts";
import { startTestStorage } from "#local/testing/storage/server.ts";
import { type Imported, UploadTicket } from "#lib/schemas/uploads.ts";
import { listContacts } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { storage } from "#server/storage/index.ts";
import { removeUnfinished } from "#worker/clean-up.ts";

import {
  approvePreview,
  completeImport,
  createImport,
  createPreview,
  discardImport,
  getPreview,
  listConnections,
  resumeImport,
} from "./index.ts";

const service = await startTestStorage();
useTestDatabase({
  ...service.environment,
  UPLOAD_MAX_BYTES: "20000000",
  UPLOAD_QUOTA_BYTES: "30000000",
});
afterEach(() => {
  vi.restoreAllMocks();
  service.cuts.length = 0;
});
afterAll(() => service.stop());

const [from, to] = ["Anna Berg <anna@berg.example>", "me@here.example"];
const letters = (count: number) => mbox(Array.from({ length: count }, () => ({ from, to })));
/** 8 MB: two pieces of the protocol. */
const large = mbox([
  { from, to },
  { from, to },
  { from, to, body: "word ".repeat(1_600_000) },
]);

const announce = async (ctx: Context, byteSize: number): Promise<UploadTicket> =>
  UploadTicket.parse(
    await createImport(ctx, { fileName: "month.mbox", byteSize, mailbox: "me@here.example" }),
  );

const uploadsOf = (ctx: Context) => systemPool().client<
  { id: string; digest: string | null; received: boolean; removed: boolean }[]
>`
  select id, digest, received_at is not null as received, removed_at is not null as removed from crm.uploads
  where workspace_id = ${ctx.workspace.id} order by id`;

async function previewOf(ctx: Context, { previewId }: Imported) {
  await runJobsOf(ctx);
  return getPreview(through(ctx, "rest"), { id: previewId });
}

/** What a person reads of a file that is none of what was announced. */
async function sentenceFor(announced: number, bytes: Buffer | null) {
  const owner = await newOwner();
  const ticket = await announce(owner, announced);
  if (bytes) await sendBy(ticket, bytes);
  const preview = await previewOf(owner, await completeImport(owner, { id: ticket.uploadId }));
  expect(preview.status).toBe("failed");
  expect(await uploadsOf(owner)).toMatchObject([{ removed: true }]);
  expect(await storage().size(`${owner.workspace.id}/${ticket.uploadId}`)).toBeNull();
  // Nothing of it takes room any more.
  expect(await announce(owner, 20_000_000)).toHaveProperty("uploadId");
  return preview.error?.message;
}

test("by REST, over a connection that is cut: announced, sent, completed, previewed, imported", async () => {
  const owner = await newOwner();
  const { key } = await keyOf(owner);
  const bytes = large;
  const announced = { fileName: "../month.mbox", byteSize: bytes.length, mailbox: "me@here.example" };
  const created = await call("POST", "/imports", { key, body: announced });
  const ticket = UploadTicket.parse(created.json.data);
  expect(ticket.uploadUrl).toBe(`${service.publicUrl}/storage/v1/upload/resumable/sign`);
  service.cuts.push({ method: "PATCH", afterBytes: 1_000_000 });
  await sendBy(ticket, bytes);

  const completed = await call("POST", `/imports/${ticket.uploadId}/complete`, { key });
  const again = await call("POST", `/imports/${ticket.uploadId}/complete`, { key });
  expect(again.json.data).toEqual(completed.json.data);
  const { previewId } = completed.json.data as unknown as Imported;
  const preview = await previewOf(owner, completed.json.data as unknown as Imported);
  expect(preview).toMatchObject({ status: "ready", fileName: "month.mbox", addresses: ["me@here.example"] });
  expect(preview.counts).toMatchObject({ total: 3, store: 3 });
  const digest = createHash("sha256").update(bytes).digest("hex");
  expect(await uploadsOf(owner)).toMatchObject([{ digest, received: true, removed: false }]);

  await approvePreview(owner, { id: previewId });
  await runJobsOf(owner);
  expect((await listContacts(through(owner, "rest"), {})).items).toMatchObject([
    { displayName: "Anna Berg" },
  ]);
  const done = (await changeSetsOf(owner)).map(({ operation }) => operation);
  expect(done).toEqual(expect.arrayContaining(["imports.create", "imports.complete", "previews.approve"]));
  expect(done.filter((operation) => operation === "imports.complete")).toHaveLength(2);
});

test.each([
  ["nothing arrived", null, /^Only 0 bytes of 1 kB arrived/],
  ["less arrived", Buffer.alloc(400), /^Only 400 bytes of 1 kB arrived/],
  ["more arrived", Buffer.alloc(1_200), /^More arrived than was announced/],
  ["a picture arrived", Buffer.from("89504e470d0a1a0a".padEnd(2_000, "0"), "hex"), /PNG image/],
])("%s: the preview says so, and nothing is kept", async (_, bytes, words) => {
  expect(await sentenceFor(1_000, bytes)).toMatch(words);
});

test("a calendar comes the same way, and is added up at once", async () => {
  const owner = await newOwner();
  const bytes = Buffer.from(
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTAMP:20260101T090000Z\r\nDTSTART:20260102T090000Z\r\nDTEND:20260102T100000Z\r\nSUMMARY:Lunch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
  );
  const ticket = await announce(owner, bytes.length);
  await sendBy(ticket, bytes);
  const preview = await previewOf(owner, await completeImport(owner, { id: ticket.uploadId }));
  expect(preview).toMatchObject({ status: "ready", counts: { total: 1 } });
  const digest = createHash("sha256").update(bytes).digest("hex");
  expect(await uploadsOf(owner)).toMatchObject([{ digest, received: true }]);
});

test("an upload is its owner's alone", async () => {
  const owner = await newOwner();
  const { uploadId: id } = await announce(owner, 1_000);
  for (const other of [await newOwner(), await newMember(owner, "admin")]) {
    for (const operation of [resumeImport, completeImport, discardImport]) {
      await expect(operation(other, { id })).rejects.toMatchObject({ code: "not_found" });
    }
  }
  const viewer = await newMember(owner, "viewer");
  for (const operation of [resumeImport, completeImport, discardImport]) {
    await expect(operation(viewer, { id })).rejects.toMatchObject({ code: "forbidden" });
  }
  await expect(announce(viewer, 1_000)).rejects.toMatchObject({ code: "forbidden" });
});

test("what was announced counts: one file and all together have their limits, and giving up makes room", async () => {
  const owner = await newOwner();
  await expect(announce(owner, 20_000_001)).rejects.toMatchObject({ code: "too_large" });
  const { uploadId: id } = await announce(owner, 20_000_000);
  await expect(announce(owner, 11_000_000)).rejects.toMatchObject({
    code: "quota_exceeded",
    message: expect.stringContaining("30 MB together and take 20 MB now"),
  });
  await discardImport(owner, { id });
  expect(await announce(owner, 11_000_000)).toHaveProperty("uploadId");
  await expect(resumeImport(owner, { id })).rejects.toMatchObject({ code: "not_found" });
});

test("a permission that expired is given anew, and the upload goes on", async () => {
  const owner = await newOwner();
  const bytes = large;
  service.tokenSeconds = -1;
  const expired = await announce(owner, bytes.length);
  service.tokenSeconds = 7_200;
  expect(Date.parse(expired.expiresAt ?? "")).toBeLessThanOrEqual(Date.now());
  await expect(sendBy(expired, bytes)).rejects.toThrow(/timestamp check failed/);
  const fresh = await resumeImport(owner, { id: expired.uploadId });
  await sendBy(fresh, bytes);
  await completeImport(owner, { id: fresh.uploadId });
  await expect(resumeImport(owner, { id: fresh.uploadId })).rejects.toMatchObject({ code: "conflict" });
  await expect(discardImport(owner, { id: fresh.uploadId })).rejects.toMatchObject({ code: "conflict" });
});

test("a repeated announcement is the same upload with a fresh permission, which is kept nowhere", async () => {
  const owner = { ...(await newOwner()), idempotencyKey: newId() };
  const [first, second] = [await announce(owner, 1_000), await announce(owner, 1_000)];
  expect(second.uploadId).toBe(first.uploadId);
  expect(second.uploadHeaders["x-signature"]).toMatch(/\./);
  const [kept] = await systemPool().client<{ response: string }[]>`
    select response::text from crm.idempotency_keys where key = ${owner.idempotencyKey}`;
  expect(kept?.response).toContain(first.uploadId);
  expect(kept?.response).toContain('"uploadHeaders": {}');
  await expect(announce(owner, 2_000)).rejects.toMatchObject({ code: "conflict" });
});

test("while Storage is away nothing is announced, and a look at a file is tried again", async () => {
  const owner = await newOwner();
  const permit = vi.spyOn(storage().direct ?? { permit: () => undefined }, "permit");
  permit.mockRejectedValueOnce(new Error("away"));
  await expect(announce(owner, 1_000)).rejects.toMatchObject({ code: "unavailable" });
  expect(await uploadsOf(owner)).toEqual([]);

  const bytes = gzipSync(letters(2));
  const ticket = await announce(owner, bytes.length);
  await sendBy(ticket, bytes);
  const started = await completeImport(owner, { id: ticket.uploadId });
  vi.spyOn(storage(), "size").mockRejectedValueOnce(new Error("away"));
  expect((await previewOf(owner, started)).status).toBe("pending");
  // Broken off once more, after the file was looked at.
  const opened = vi.spyOn(storage(), "open").mockRejectedValueOnce(new Error("away"));
  const retry = () =>
    systemPool().client`update crm.jobs set run_at = now() where workspace_id = ${owner.workspace.id}`;
  await retry();
  expect((await previewOf(owner, started)).status).toBe("pending");
  expect(opened).toHaveBeenCalled();
  await retry();
  expect((await previewOf(owner, started)).counts).toMatchObject({ total: 2 });
  const digest = createHash("sha256").update(bytes).digest("hex");
  expect(await uploadsOf(owner)).toMatchObject([{ digest }]);
  // Looked at once: another preview of it needs no second look.
  const { id } = await createPreview(owner, {
    connectionId: started.connectionId,
    addresses: ["x@here.example"],
  });
  const second = await previewOf(owner, { ...started, previewId: id });
  expect(second.status).toBe("ready");
});

test("what was never completed is forgotten after a day, and stands in no list", async () => {
  const owner = await newOwner();
  const bytes = letters(1);
  const [sent, begun] = [await announce(owner, bytes.length), await announce(owner, 1_000)];
  await sendBy(sent, bytes);
  expect((await listConnections(through(owner, "rest"), {})).items).toEqual([]);
  await removeUnfinished(new Date(Date.now() - 60_000));
  expect(await uploadsOf(owner)).toHaveLength(2);
  await removeUnfinished(new Date(Date.now() + 60_000));
  expect(await uploadsOf(owner)).toEqual([]);
  expect(await storage().size(`${owner.workspace.id}/${sent.uploadId}`)).toBeNull();
  await expect(completeImport(owner, { id: begun.uploadId })).rejects.toMatchObject({ code: "not_found" });
});

test("an announcement names no stored file, and a file brings its own size", async () => {
  const { key } = await keyOf(await newOwner());
  const named = { file: { storageKey: "x" }, fileName: "a", byteSize: 1 };
  expect((await call("POST", "/imports", { key, body: named })).status).toBe(415);
  const missing = await call("POST", "/imports", { key, body: { fileName: "a.mbox" } });
  expect(missing.json.error).toMatchObject({
    code: "invalid_input",
    fields: { byteSize: "Say how many bytes it has." },
  });
});
