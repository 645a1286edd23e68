import { expect, test } from "vitest";

import type { Scope } from "#lib/schemas/api-keys.ts";
import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { createApiKey, revokeApiKey } from "#server/api-keys/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { handleRest } from "./rest.ts";

useTestDatabase();

interface Call {
  key?: string | undefined;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
  session?: Context;
}

interface Envelope {
  ok: boolean;
  data?: { id: string; items: unknown[]; nextCursor: string | null } & Record<string, unknown>;
  error?: { code: string; message: string; fields?: Record<string, string>; requestId: string };
}

async function call(method: string, address: string, { key, body, raw, headers, session }: Call = {}) {
  const url = new URL(`http://localhost:3000/api/v1${address}`);
  const request = new Request(url, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined && raw === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined && raw === undefined ? {} : { body: raw ?? JSON.stringify(body) }),
  });
  const path = url.pathname.replace("/api/v1/", "").split("/");
  const response = await handleRest(
    request,
    path,
    session ? { session: () => Promise.resolve(session) } : {},
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text) as Envelope };
}

const keyFor = async (ctx: Context, scopes: Scope[] = ["*"], expiresAt?: string) =>
  createApiKey(ctx, { name: "test", scopes, ...(expiresAt ? { expiresAt } : {}) });

const newKey = async (scopes: Scope[] = ["*"]) => {
  const ctx = await newOwner();
  const { key, id } = await keyFor(ctx, scopes);
  return { ctx, key: key ?? "", id };
};

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]+"/, "");

test("a contact is made, read, listed, changed, put in the bin and brought back", async () => {
  const { key } = await newKey();
  const made = await call("POST", "/contacts", {
    key,
    body: { displayName: "Ada", emails: ["ada@x.example"] },
  });
  expect(made).toMatchObject({ status: 200, json: { ok: true, data: { displayName: "Ada", version: 1 } } });
  expect(made.headers.get("cache-control")).toBe("no-store");
  expect(made.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const id = made.json.data?.id ?? "";
  expect((await call("GET", `/contacts/${id}`, { key })).json.data).toEqual(made.json.data);
  expect((await call("GET", "/contacts?limit=1&sort=recent", { key })).json.data).toMatchObject({
    items: [{ id, primaryEmail: "ada@x.example" }],
    nextCursor: null,
  });
  const changed = await call("PATCH", `/contacts/${id}`, { key, body: { title: "Countess" } });
  expect(changed.json.data).toMatchObject({ title: "Countess", version: 2 });
  expect((await call("DELETE", `/contacts/${id}`, { key })).json.data?.["deletedAt"]).toEqual(
    expect.any(String),
  );
  const restored = await call("POST", `/contacts/${id}/restore`, { key });
  expect(restored).toMatchObject({
    status: 200,
    json: { data: { deletedAt: null, emails: ["ada@x.example"] } },
  });
});

test("a foreign id and an id that never was are answered with the same words", async () => {
  const [{ key }, other] = [await newKey(), await newKey()];
  const made = await call("POST", "/contacts", { key: other.key, body: { displayName: "Theirs" } });
  const [foreign, missing] = [made.json.data?.id ?? "", newId()];
  for (const [method, suffix, body] of [
    ["GET", "", undefined],
    ["GET", "/timeline", undefined],
    ["PATCH", "", { title: "x" }],
    ["DELETE", "", undefined],
    ["POST", "/restore", undefined],
  ] as const) {
    const [one, two] = [
      await call(method, `/contacts/${foreign}${suffix}`, { key, body }),
      await call(method, `/contacts/${missing}${suffix}`, { key, body }),
    ];
    expect(one.status, `${method} ${suffix}`).toBe(404);
    expect(withoutRequestId(one.text)).toBe(withoutRequestId(two.text));
  }
  expect((await call("GET", `/contacts/${foreign}`, { key: other.key })).status).toBe(200);
});

test("keys that are unknown, expired, revoked or of somebody who left open nothing", async () => {
  const { ctx, key, id } = await newKey();
  const member = await newMember(ctx, "member");
  const left = await keyFor(member);
  const expired = await keyFor(ctx);
  await systemPool()
    .client`update crm.api_keys set expires_at = now() - interval '1 second' where id = ${expired.id}`;
  await systemPool().client`delete from crm.idempotency_keys where user_id = ${member.user.id}`;
  await revokeApiKey(ctx, { id });
  await removeMember(ctx, member);
  const broken = (left.key ?? "").replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const wrong of [key, expired.key, left.key, broken, "ocrm_nonsense", "nonsense"]) {
    const answer = await call("GET", "/contacts", { key: wrong ?? "" });
    expect(answer, String(wrong)).toMatchObject({
      status: 401,
      json: { ok: false, error: { code: "unauthenticated" } },
    });
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
  }
  expect((await call("GET", "/contacts")).status).toBe(401);
  const basic = await call("GET", "/contacts", { headers: { authorization: "Basic YTpi" } });
  expect(basic.status).toBe(401);
});

async function removeMember(owner: Context, { user }: Context): Promise<void> {
  const claims = JSON.stringify({
    sub: owner.user.id,
    workspace_id: owner.workspace.id,
    member_role: "owner",
  });
  await systemPool().client.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${claims}, true)`;
    await tx`select app.open_change_set(${newId()}, 'members.remove', 'system', '{}'::jsonb, '{}'::jsonb, '')`;
    await tx`delete from crm.members where user_id = ${user.id}`;
    await tx`select app.seal_change_set(true)`;
  });
}

test("a key does what its scopes say and its owner's role still allows", async () => {
  const { ctx } = await newKey();
  const reader = (await keyFor(ctx, ["contacts:read"])).key ?? "";
  expect((await call("GET", "/contacts", { key: reader })).status).toBe(200);
  const refused = await call("POST", "/contacts", { key: reader, body: { displayName: "Ada" } });
  expect(refused).toMatchObject({
    status: 403,
    json: { error: { code: "forbidden", message: expect.stringContaining('"contacts:write"') } },
  });
});

test("a session's cookie reads; it writes nothing", async () => {
  const session = await newOwner();
  expect((await call("GET", "/contacts", { session })).status).toBe(200);
  const refused = await call("POST", "/contacts", { session, body: { displayName: "Ada" } });
  expect(refused).toMatchObject({ status: 401, json: { error: { code: "unauthenticated" } } });
});

test("the same idempotency key is answered byte for byte; other content is refused; another key makes another", async () => {
  const { key } = await newKey();
  const body = { displayName: "Once", emails: ["once@x.example"] };
  const headers = { "idempotency-key": "k 1/ü" };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call("POST", "/contacts", { key, body, headers })),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]?.status).toBe(200);
  const other = await call("POST", "/contacts", { key, body: { displayName: "Other" }, headers });
  expect(other).toMatchObject({ status: 409, json: { error: { code: "conflict" } } });
  const again = await call("POST", "/contacts", {
    key,
    body: { displayName: "Once" },
    headers: { "idempotency-key": "k2" },
  });
  expect(again.json.data?.id).not.toBe(answers[0]?.json.data?.id);
  const long = await call("POST", "/contacts", {
    key,
    body,
    headers: { "idempotency-key": "k".repeat(256) },
  });
  expect(long).toMatchObject({
    status: 400,
    json: { error: { fields: { "Idempotency-Key": expect.any(String) } } },
  });
});

test("what is nowhere is not found, and a wrong method is told the right ones", async () => {
  const { key } = await newKey();
  for (const address of ["/nothing", "/contacts/", "/contacts/x/y/z", "/__proto__", "/constructor"]) {
    expect(await call("GET", address, { key })).toMatchObject({
      status: 404,
      json: { error: { code: "not_found" } },
    });
  }
  const wrong = await call("PUT", `/contacts/${newId()}`, { key });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get("allow")).toBe("DELETE, GET, PATCH");
  expect(wrong.json.error?.message).toContain("DELETE, GET, PATCH");
});

test("a harmless request id is kept, any other is replaced, and errors repeat it", async () => {
  const given = await call("GET", "/contacts", { headers: { "x-request-id": "abc-12345678" } });
  expect(given.headers.get("x-request-id")).toBe("abc-12345678");
  expect(given.json.error?.requestId).toBe("abc-12345678");
  const odd = await call("GET", "/contacts", { headers: { "x-request-id": '"}\\ <script>' } });
  expect(odd.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
});

/** Everything that is stored, as one line. */
async function databaseState(): Promise<string> {
  const { client } = systemPool();
  const tables = await client<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'crm' order by 1`;
  const states = [];
  for (const { name } of tables) {
    const [row] = await client.unsafe(
      `select count(*), md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from crm."${name}" t`,
    );
    states.push(`${name} ${JSON.stringify(row)}`);
  }
  return states.join("\n");
}

test("what is refused changes nothing at all", async () => {
  const [{ ctx, key }, other] = [await newKey(), await newKey()];
  const reader = (await keyFor(ctx, ["contacts:read"])).key ?? "";
  const made = await call("POST", "/contacts", {
    key,
    body: { displayName: "Ada", emails: ["ada@x.example"] },
  });
  const mine = `/contacts/${made.json.data?.id ?? ""}`;
  // The time of a key's last use is kept to the minute.
  for (const used of [key, reader, other.key]) await call("GET", "/contacts", { key: used });
  const before = await databaseState();
  expect(before).toContain("contacts");
  const deep = `{"displayName":${"[".repeat(40)}${"]".repeat(40)}}`;
  const idempotent = { "idempotency-key": "refused" };
  const refusals: [number, string, string, Call][] = [
    [400, "POST", "/contacts", { key, raw: '{"displayName":' }],
    [400, "POST", "/contacts", { key, raw: "[]" }],
    [400, "POST", "/contacts", { key, raw: deep }],
    [400, "POST", "/contacts", { key, body: {}, headers: idempotent }],
    [400, "POST", "/contacts", { key, body: { displayName: "Ada", workspaceId: other.ctx.workspace.id } }],
    [400, "POST", "/contacts", { key, raw: '{"displayName":"Ada","__proto__":{"role":"owner"}}' }],
    [400, "PATCH", mine, { key, body: { id: newId(), title: "x" } }],
    [400, "PATCH", "/contacts/not-an-id", { key, body: { title: "x" } }],
    [400, "GET", "/contacts?limit=1000", { key }],
    [400, "GET", "/contacts?sort=name;drop table", { key }],
    [400, "GET", "/contacts?workspaceId=1", { key }],
    [400, "GET", "/contacts?limit=1&limit=2", { key }],
    [400, "GET", "/contacts?cursor=WyJ4Il0", { key }],
    [400, "DELETE", `${mine}?id=${newId()}`, { key }],
    [401, "POST", "/contacts", { body: { displayName: "Eve" } }],
    [403, "POST", "/contacts", { key: reader, body: { displayName: "Eve" }, headers: idempotent }],
    [403, "DELETE", mine, { key: reader }],
    [404, "PATCH", mine, { key: other.key, body: { title: "x" }, headers: idempotent }],
    [404, "DELETE", mine, { key: other.key }],
    [405, "PUT", mine, { key, body: {} }],
    [
      409,
      "POST",
      "/contacts",
      { key, body: { displayName: "Eve", emails: ["ada@x.example"] }, headers: idempotent },
    ],
    [409, "PATCH", mine, { key, body: { title: "x", expectedVersion: 7 } }],
    [413, "POST", "/contacts", { key, raw: `{"displayName":"${"a".repeat(1024 ** 2)}"}` }],
    [415, "POST", "/contacts", { key, raw: "{}", headers: { "content-type": "text/plain" } }],
  ];
  for (const [status, method, address, options] of refusals) {
    const answer = await call(method, address, options);
    const place = `${method} ${address} ${options.raw?.slice(0, 60) ?? JSON.stringify(options.body) ?? ""}`;
    expect(answer.status, place).toBe(status);
    expect(answer.json, place).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^[A-Z]/) },
    });
    expect(answer.text, place).not.toMatch(/at \w+ \(|node_modules|select |insert /);
  }
  expect(await databaseState()).toBe(before);
});
