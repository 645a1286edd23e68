import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterAll, expect, test, vi } from "vitest";

import type { Scope } from "#lib/schemas/api-keys.ts";
import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { createApiKey } from "#server/api-keys/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindRealtime, closeRedis, closeStreams, closeSubscriber, redis } from "#server/realtime/index.ts";
import { storage } from "#server/storage/index.ts";

import { mcpHandler, restHandler, streamHandler, uploadHandler } from "./handlers.ts";

const token = vi.hoisted(() => ({ person: null as { userId: string; email: string } | null }));
vi.mock("#server/auth/index.ts", async (original) => ({
  ...(await original<object>()),
  verifyAccessToken: () => Promise.resolve(token.person),
}));

const folder = mkdtempSync(join(tmpdir(), "omnicrm-uploads-"));
useTestDatabase({ STORAGE_DIR: folder });
afterAll(async () => {
  await closeQueues();
  closeSubscriber();
  await closeRedis();
  rmSync(folder, { recursive: true });
});

const ours = () => ({ origin: env().APP_URL, "sec-fetch-site": "same-origin" });
const sessionOf = (ctx: Context | null) => () => Promise.resolve(ctx);
const keyOf = async (ctx: Context, scopes: Scope[] = ["*"]) =>
  (await createApiKey(ctx, { name: "test", scopes })).key ?? "";

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
  for (const response of [await upload(ctx, ours()), await importByKey(await keyOf(ctx))]) {
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
  expect((await importByKey(await keyOf(ctx, ["sync:read"]))).status).toBe(403);
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
      headers: { authorization: `Bearer ${await keyOf(ctx)}`, "content-type": "application/json" },
      body: JSON.stringify({ file }),
    }),
    { params: Promise.resolve({ path: ["imports"] }) },
  );
  expect(response.status).toBe(415);
});

test("another site can neither upload nor listen with the cookies of this one", async () => {
  const ctx = await newOwner();
  const theirs = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  for (const headers of [theirs, {}, { origin: "null", "sec-fetch-site": "cross-site" }]) {
    expect((await upload(ctx, headers)).status).toBe(403);
    const stream = new Request("http://localhost:3000/api/stream", { headers });
    expect((await streamHandler(sessionOf(ctx))(stream)).status).toBe(403);
  }
  expect(await storedUploads(ctx)).toHaveLength(0);
});

test("an upload by key alone is not taken at the page's address", async () => {
  const ctx = await newOwner();
  expect((await upload(null, { authorization: `Bearer ${await keyOf(ctx)}` })).status).toBe(403);
});

const listen = (headers: Record<string, string>, ctx: Context | null = null, signal?: AbortSignal) =>
  streamHandler(sessionOf(ctx))(
    new Request("http://localhost:3000/api/stream", { headers, ...(signal ? { signal } : {}) }),
  );

test("the stream is opened by key and by the page, tells of jobs, and ends when the process stops", async () => {
  bindRealtime();
  await vi.waitFor(() => redis().ping());
  const ctx = await newOwner();
  const gone = new AbortController();
  const byPage = await listen({ "sec-fetch-site": "same-origin" }, ctx, gone.signal);
  const byKey = await listen({ authorization: `Bearer ${await keyOf(ctx)}` });
  for (const response of [byPage, byKey]) {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  }
  await upload(ctx, ours());
  const reader = byKey.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes("job.changed")) heard += (await reader?.read())?.value ?? "";
  expect(heard).not.toContain("hello");
  gone.abort();
  closeStreams();
  for (let ended = false; !ended;) ended = (await reader?.read())?.done ?? true;
  expect((await listen({ authorization: "Bearer ocrm_wrong" })).status).toBe(401);
  expect((await listen({ "sec-fetch-site": "same-origin" }, null)).status).toBe(401);
});

const ask = (authorization: string, body: object, headers: Record<string, string> = {}) =>
  mcpHandler(
    new Request("http://localhost:3000/api/mcp", {
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify(body),
    }),
  );

test("MCP is for keys, not for a person's token", async () => {
  const ctx = await newOwner();
  const message = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
  const listed = await ask(`Bearer ${await keyOf(ctx)}`, message);
  expect(listed.status).toBe(200);
  expect(await listed.json()).toMatchObject({
    result: { tools: expect.arrayContaining([expect.objectContaining({ name: "contacts_list" })]) },
  });
  token.person = { userId: ctx.user.id, email: "ada@x.example" };
  expect((await ask("Bearer a.b.c", message)).status).toBe(401);
  expect((await mcpHandler(new Request("http://localhost:3000/api/mcp"))).status).toBe(405);
});

test("a person's access token opens /api/v1 as that person, who may also decide; a wrong one nothing", async () => {
  const userId = newId();
  const rest = (method: string, path: string[], body?: object) =>
    restHandler(sessionOf(null))(
      new Request(`http://localhost:3000/api/v1/${path.join("/")}`, {
        method,
        headers: { authorization: "Bearer a.b.c", "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
      { params: Promise.resolve({ path }) },
    );
  token.person = null;
  expect((await rest("GET", ["contacts"])).status).toBe(401);
  token.person = { userId, email: "new@people.example" };
  const made = await rest("POST", ["api-keys"], { name: "first", scopes: ["*"] });
  expect(await made.json()).toMatchObject({
    ok: true,
    data: { userId, key: expect.stringMatching(/^ocrm_/) },
  });
});
