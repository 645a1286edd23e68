import { expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { type Call, call, keyOf, newKey } from "#local/testing/rest.ts";
import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();

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
  const reader = (await keyOf(ctx, ["contacts:read"])).key;
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
