import { afterAll, expect, test, vi } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { keyOf } from "#local/testing/rest.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { bindRealtime, closeRedis, closeStreams, closeSubscriber, redis } from "#server/realtime/index.ts";

import { handleUnknown, mcpHandler, restHandler, streamHandler } from "./handlers.ts";

const token = vi.hoisted(() => ({ person: null as { userId: string; email: string } | null }));
vi.mock("#server/auth/index.ts", async (original) => ({
  ...(await original<object>()),
  verifyAccessToken: () => Promise.resolve(token.person),
}));

useTestDatabase();
afterAll(async () => {
  closeSubscriber();
  await closeRedis();
});

const sessionOf = (ctx: Context | null) => () => Promise.resolve(ctx);

const listen = (headers: Record<string, string>, ctx: Context | null = null, signal?: AbortSignal) =>
  streamHandler(sessionOf(ctx))(
    new Request("http://localhost:3000/api/stream", { headers, ...(signal ? { signal } : {}) }),
  );

test("the stream is opened by key and by the page, tells of changes, and ends when the process stops", async () => {
  bindRealtime();
  await vi.waitFor(() => redis().ping());
  const ctx = await newOwner();
  const gone = new AbortController();
  const byPage = await listen({ "sec-fetch-site": "same-origin" }, ctx, gone.signal);
  const byKey = await listen({ authorization: `Bearer ${(await keyOf(ctx)).key}` });
  for (const response of [byPage, byKey]) {
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
  }
  await createContact(ctx, { displayName: "Ada" });
  const reader = byKey.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (!heard.includes("contact.created")) heard += (await reader?.read())?.value ?? "";
  expect(heard).not.toContain("Ada");
  gone.abort();
  closeStreams();
  for (let ended = false; !ended;) ended = (await reader?.read())?.done ?? true;
  expect((await listen({ authorization: "Bearer ocrm_wrong" })).status).toBe(401);
  expect((await listen({ "sec-fetch-site": "same-origin" }, null)).status).toBe(401);
});

test("another site cannot listen with the cookies of this one", async () => {
  const ctx = await newOwner();
  const theirs = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const attempts: Record<string, string>[] = [theirs, {}, { "sec-fetch-site": "none" }];
  for (const headers of attempts) {
    expect((await listen(headers, ctx)).status).toBe(403);
  }
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
  const listed = await ask(`Bearer ${(await keyOf(ctx)).key}`, message);
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

test("elsewhere below /api the answer is the envelope too", async () => {
  for (const response of [
    handleUnknown(new Request("http://localhost:3000/api/nothing")),
    await restHandler(sessionOf(null))(new Request("http://localhost:3000/api/v1"), {
      params: Promise.resolve({}),
    }),
  ]) {
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ ok: false, error: { code: "not_found" } });
  }
});
