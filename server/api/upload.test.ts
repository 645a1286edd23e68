import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, expect, test, vi } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { keyOf } from "#local/testing/rest.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

import { restHandler, uploadHandler } from "./handlers.ts";

const folder = mkdtempSync(join(tmpdir(), "omnicrm-uploads-"));
useTestDatabase({ STORAGE_DIR: folder });
afterAll(async () => {
  await closeQueues();
  await closeRedis();
  rmSync(folder, { recursive: true });
});

const ours = () => ({ origin: env().APP_URL, "sec-fetch-site": "same-origin" });
const sessionOf = (ctx: Context | null) => () => Promise.resolve(ctx);

const mail = "From ada@x.example Mon Jan  1 00:00:00 2024\nFrom: ada@x.example\nSubject: hello\n\nText\n";
const form = (content = mail) => {
  const data = new FormData();
  data.set("mailbox", "ada@x.example");
  data.set("file", new Blob([content]), "inbox.mbox");
  return data;
};
const upload = (ctx: Context | null, headers: Record<string, string>, body = form()) =>
  uploadHandler(sessionOf(ctx))(
    new Request("http://localhost:3000/api/upload", { method: "POST", headers, body }),
  );
const importByKey = (key: string, body = form()) =>
  restHandler(sessionOf(null))(
    new Request("http://localhost:3000/api/v1/imports", {
      method: "POST",
      headers: { authorization: `Bearer ${key}` },
      body,
    }),
    { params: Promise.resolve({ path: ["imports"] }) },
  );

const storedUploads = async (ctx: Context) =>
  systemPool().client<{ storage_key: string; byte_size: string }[]>`
    select storage_key, byte_size from crm.uploads where owner_id = ${ctx.user.id}`;

test("a file from the page and a file by key make an import each, stored byte for byte", async () => {
  const ctx = await newOwner();
  for (const response of [await upload(ctx, ours()), await importByKey((await keyOf(ctx)).key)]) {
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ok: true,
      data: { connectionId: expect.any(String), previewId: expect.any(String) },
    });
  }
  const uploads = await storedUploads(ctx);
  expect(uploads).toHaveLength(2);
  for (const { storage_key } of uploads) {
    expect(await text(await storage().open(storage_key, 0))).toBe(mail);
  }
});

test("who may not import is refused before the file is taken, and a file that is none is removed again", async () => {
  const ctx = await newOwner();
  const put = vi.spyOn(storage(), "put");
  const remove = vi.spyOn(storage(), "remove");
  const viewer = await newMember(ctx, "viewer");
  expect((await upload(viewer, ours())).status).toBe(403);
  expect((await upload(null, ours())).status).toBe(401);
  expect((await importByKey((await keyOf(ctx, ["sync:read"])).key)).status).toBe(403);
  expect(put).not.toHaveBeenCalled();
  const picture = await upload(ctx, ours(), form("\u0089PNG\r\n\u001a\n"));
  expect(picture.status).toBe(415);
  expect(put).toHaveBeenCalledTimes(1);
  expect(remove).toHaveBeenCalledExactlyOnceWith(put.mock.calls[0]?.[0]);
  expect(await storedUploads(ctx)).toHaveLength(0);
});

test("a stored file cannot be named by a caller", async () => {
  const ctx = await newOwner();
  const file = {
    storageKey: `${ctx.workspace.id}/${newId()}`,
    fileName: "a",
    byteSize: 1,
    digest: "",
    head: [],
  };
  const response = await restHandler(sessionOf(null))(
    new Request("http://localhost:3000/api/v1/imports", {
      method: "POST",
      headers: { authorization: `Bearer ${(await keyOf(ctx)).key}`, "content-type": "application/json" },
      body: JSON.stringify({ file }),
    }),
    { params: Promise.resolve({ path: ["imports"] }) },
  );
  expect(response.status).toBe(415);
});

test("an upload by key alone is not taken at the page's address", async () => {
  const ctx = await newOwner();
  expect((await upload(null, { authorization: `Bearer ${(await keyOf(ctx)).key}` })).status).toBe(403);
});

test("another site cannot upload with the cookies of this one", async () => {
  const ctx = await newOwner();
  const theirs = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const headers of [theirs, {}, { origin: "null", "sec-fetch-site": "cross-site" }]) {
    expect((await upload(ctx, headers)).status).toBe(403);
  }
  expect(await storedUploads(ctx)).toHaveLength(0);
});

test("a repeated upload leaves no second file", async () => {
  const ctx = await newOwner();
  const { key } = await keyOf(ctx);
  const put = vi.spyOn(storage(), "put").mockClear();
  const remove = vi.spyOn(storage(), "remove").mockClear();
  const once = () =>
    restHandler(sessionOf(null))(
      new Request("http://localhost:3000/api/v1/imports", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "idempotency-key": "the-same" },
        body: form(),
      }),
      { params: Promise.resolve({ path: ["imports"] }) },
    );
  const [first, second] = [await once(), await once()];
  expect(await second.json()).toEqual(await first.json());
  expect(remove).toHaveBeenCalledExactlyOnceWith(put.mock.calls[1]?.[0]);
  const [kept] = await storedUploads(ctx);
  expect(await text(await storage().open(kept?.storage_key ?? "", 0))).toBe(mail);
});
