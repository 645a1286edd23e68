import { createHash, randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { afterEach, expect, test, vi } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { systemPool } from "#server/db/index.ts";

import { diskStorage } from "./disk.ts";
import { receiveFile, storage } from "./index.ts";

const folder = await mkdtemp(join(tmpdir(), "omnicrm-storage-"));
useTestDatabase({ STORAGE_DIR: folder, UPLOAD_MAX_BYTES: "1000000", UPLOAD_QUOTA_BYTES: "1500000" });

const filesOf = (workspaceId: string): string[] =>
  existsSync(join(folder, workspaceId)) ? readdirSync(join(folder, workspaceId)) : [];

test("a file arrives whole, with its size, digest and head", async () => {
  const ctx = await newOwner();
  const bytes = randomBytes(200_000);
  const file = await receiveFile(ctx, {
    stream: Readable.from([bytes.subarray(0, 70_001), bytes.subarray(70_001)]),
    fileName: "../../etc/mail\u0007.mbox",
    declaredBytes: 200_000,
  });
  expect(file).toMatchObject({
    byteSize: 200_000,
    fileName: "mail.mbox",
    digest: createHash("sha256").update(bytes).digest("hex"),
  });
  expect(file.head).toHaveLength(65_536);
  expect(await buffer(await storage().open(file.storageKey, 0))).toEqual(bytes);
  expect(await buffer(await storage().open(file.storageKey, 199_990))).toEqual(bytes.subarray(199_990));
});

test("what arrives shorter than it was said to be is refused and removed", async () => {
  const ctx = await newOwner();
  const cut = receiveFile(ctx, {
    stream: Readable.from([Buffer.alloc(10)]),
    fileName: "a",
    declaredBytes: 20,
  });
  await expect(cut).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("10 bytes of 20 bytes arrived"),
  });
  expect(filesOf(ctx.workspace.id)).toEqual([]);
});

test("a connection that breaks leaves nothing behind", async () => {
  const ctx = await newOwner();
  const stream = Readable.from(
    (async function* () {
      yield Buffer.alloc(1000);
      await Promise.resolve();
      throw Object.assign(new Error("gone"), { code: "ECONNRESET" });
    })(),
  );
  await expect(receiveFile(ctx, { stream, fileName: "a" })).rejects.toMatchObject({ code: "invalid_input" });
  expect(filesOf(ctx.workspace.id)).toEqual([]);
});

test("a file above the limit is refused while it comes, and the limit is said", async () => {
  const ctx = await newOwner();
  const chunks = Array.from({ length: 30 }, () => Buffer.alloc(50_000));
  const tooLarge = { code: "too_large", message: expect.stringContaining("at most 1 MB") };
  await expect(receiveFile(ctx, { stream: Readable.from(chunks), fileName: "a" })).rejects.toMatchObject(
    tooLarge,
  );
  await expect(
    receiveFile(ctx, { stream: Readable.from([]), fileName: "a", declaredBytes: 2_000_000 }),
  ).rejects.toMatchObject(tooLarge);
  expect(filesOf(ctx.workspace.id)).toEqual([]);
});

test("all files of a person together have a limit, and it is said", async () => {
  const ctx = await newOwner();
  await systemPool().client.begin(async (tx) => {
    const claims = JSON.stringify({ sub: ctx.user.id, workspace_id: ctx.workspace.id, member_role: "owner" });
    await tx`select set_config('request.jwt.claims', ${claims}, true)`;
    await tx`select app.open_change_set(gen_random_uuid(), 'test', 'edit', '{}', '{}', '')`;
    const [connection] = await tx<{ id: string }[]>`
      insert into crm.connections (id, workspace_id, owner_id, audience, provider, label, addresses)
      values (gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'private', 'file', 'x', '{}') returning id`;
    await tx`insert into crm.uploads (id, workspace_id, owner_id, audience, connection_id, storage_key, file_name, byte_size)
      values (gen_random_uuid(), ${ctx.workspace.id}, ${ctx.user.id}, 'private', ${connection?.id ?? ""}, 'k', 'x', 1400000)`;
    await tx`select app.seal_change_set(true)`;
  });
  await expect(
    receiveFile(ctx, { stream: Readable.from([Buffer.alloc(200_000)]), fileName: "a" }),
  ).rejects.toMatchObject({
    code: "quota_exceeded",
    message: expect.stringContaining("1.5 MB together and take 1.4 MB now"),
  });
});

afterEach(() => vi.restoreAllMocks());

test("a disk with too little room refuses before and while the bytes come, and says how much is left", async () => {
  const ctx = await newOwner();
  vi.spyOn(storage(), "freeBytes").mockResolvedValue(512 * 1024 ** 2 + 1_000);
  const refused = { code: "quota_exceeded", message: expect.stringContaining("has only 1 kB left") };
  const declared = { stream: Readable.from([]), fileName: "a", declaredBytes: 2_000 };
  await expect(receiveFile(ctx, declared)).rejects.toMatchObject(refused);
  const stream = Readable.from([Buffer.alloc(800), Buffer.alloc(800)]);
  await expect(receiveFile(ctx, { stream, fileName: "a" })).rejects.toMatchObject(refused);
  expect(filesOf(ctx.workspace.id)).toEqual([]);
});

test.each(["ENOSPC", "EDQUOT"])("a disk that fills up meanwhile (%s) is said in words", async (code) => {
  const ctx = await newOwner();
  vi.spyOn(storage(), "put").mockRejectedValue(Object.assign(new Error("no space"), { code }));
  await expect(
    receiveFile(ctx, { stream: Readable.from([Buffer.alloc(10)]), fileName: "a" }),
  ).rejects.toMatchObject({
    code: "quota_exceeded",
    message: expect.stringContaining("The disk for uploads is full. Nothing was stored"),
  });
});

test("a key never leaves its folder", async () => {
  await expect(diskStorage(folder).open("../secret", 0)).rejects.toThrow("left its folder");
});
