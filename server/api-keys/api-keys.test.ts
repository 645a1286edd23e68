import { createHash } from "node:crypto";

import { expect, test } from "vitest";

import { Scope } from "#lib/schemas/permissions.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, scopes } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { createApiKey, listApiKeys, resolveApiKey, revokeApiKey } from "./index.ts";

useTestDatabase();

const asKey = (ctx: Context, given: Scope[]): Context => ({
  ...through(ctx, "rest"),
  actor: { kind: "apiKey", apiKeyId: ctx.user.id, scopes: given },
});

const newKeyOf = async (ctx: Context, given: Scope[] = ["*"]) => {
  const created = await createApiKey(ctx, { name: "Script", scopes: given });
  return { ...created, key: created.key ?? "" };
};

const leave = (ctx: Context) =>
  systemPool().client.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', ${JSON.stringify({ sub: ctx.user.id, workspace_id: ctx.workspace.id })}, true)`;
    await tx`select app.open_change_set(gen_random_uuid(), 'test', 'edit', '{}'::jsonb, '{}'::jsonb, '')`;
    await tx`delete from crm.members where user_id = ${ctx.user.id}`;
  });

test("the scopes that may be given are those that operations ask for", () => {
  expect([...Scope.options].sort()).toEqual([...scopes].sort());
});

test("a key is shown once; the database keeps its digest, and the ledger that it was made", async () => {
  const ctx = await newOwner();
  const created = await newKeyOf(ctx, ["contacts:read", "contacts:read"]);
  expect(created.key).toMatch(/^ocrm_[a-z2-9]{12}_[\w-]{43}$/);
  expect(created).toMatchObject({
    name: "Script",
    prefix: created.key.slice(5, 17),
    scopes: ["contacts:read"],
  });
  const [row] = await systemPool().client`select * from crm.api_keys where id = ${created.id}`;
  expect(row?.key_hash).toBe(createHash("sha256").update(created.key).digest("hex"));
  expect(JSON.stringify(row)).not.toContain(created.key.slice(18));
  expect((await changeSetsOf(ctx)).at(-1)).toMatchObject({ operation: "apiKeys.create", item_count: 0 });
  const listed = (await listApiKeys(through(ctx, "rest"), {})).items;
  expect(listed).toMatchObject([
    { id: created.id, prefix: created.prefix, revokedAt: null, lastUsedAt: null },
  ]);
  expect(JSON.stringify(listed)).not.toContain(String(row?.key_hash));
});

test("a repeated request makes no second key, and its stored answer holds no key", async () => {
  const ctx = { ...(await newOwner()), idempotencyKey: "once" };
  const first = await newKeyOf(ctx);
  expect(await createApiKey(ctx, { name: "Script", scopes: ["*"] })).toMatchObject({
    id: first.id,
    key: null,
  });
  const stored = await systemPool()
    .client`select response from crm.idempotency_keys where workspace_id = ${ctx.workspace.id}`;
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(first.key.slice(18));
});

test("a key resolves to its owner with the role they have now, and remembers its use to the minute", async () => {
  const ctx = await newOwner();
  const { id, key } = await newKeyOf(ctx, ["contacts:read", "approve"]);
  expect(await resolveApiKey(key)).toEqual({
    apiKeyId: id,
    userId: ctx.user.id,
    workspaceId: ctx.workspace.id,
    role: "owner",
    scopes: ["contacts:read", "approve"],
  });
  const used = async () => (await listApiKeys(through(ctx, "rest"), {})).items[0]?.lastUsedAt;
  const first = await used();
  expect(first).not.toBeNull();
  await resolveApiKey(key);
  expect(await used()).toBe(first);
  await systemPool()
    .client`update crm.api_keys set last_used_at = now() - interval '2 minutes' where id = ${id}`;
  await resolveApiKey(key);
  expect(Date.parse((await used()) ?? "")).toBeGreaterThanOrEqual(Date.parse(first ?? ""));
});

test("what is no key, expired, revoked or left behind resolves to nobody", async () => {
  const ctx = await newOwner();
  const [good, other] = [await newKeyOf(ctx), await newKeyOf(ctx)];
  const secret = (key: string) => key.slice(18);
  for (const key of ["", "ocrm_", good.key.slice(0, -1), `${good.key}x`, good.key.toUpperCase()]) {
    expect(await resolveApiKey(key), key.length.toString()).toBeNull();
  }
  expect(await resolveApiKey(`ocrm_${good.prefix}_${secret(other.key)}`)).toBeNull();
  expect(await resolveApiKey(good.key)).not.toBeNull();

  await systemPool()
    .client`update crm.api_keys set expires_at = now() - interval '1 second' where id = ${other.id}`;
  expect(await resolveApiKey(other.key)).toBeNull();
  const revoked = await revokeApiKey(ctx, { id: good.id });
  expect(await resolveApiKey(good.key)).toBeNull();
  expect((await revokeApiKey(ctx, { id: good.id })).revokedAt).toBe(revoked.revokedAt);

  const member = await newMember(ctx, "member");
  const left = await newKeyOf(member);
  await leave(member);
  expect(await resolveApiKey(left.key)).toBeNull();
});

test("a key's rights are those of its owner today, cut by its scopes", async () => {
  const ctx = await newOwner();
  const viewer = await newMember(ctx, "viewer");
  const { key } = await newKeyOf(viewer, ["contacts:read"]);
  const resolved = await resolveApiKey(key);
  expect(resolved).toMatchObject({ role: "viewer" });
  await expect(
    createContact(asKey({ ...viewer, role: "owner" }, ["*"]), { displayName: "Eve" }),
  ).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("only people make keys, and nobody gives more than they have", async () => {
  const ctx = await newOwner();
  const viewer = await newMember(ctx, "viewer");
  const make = (caller: Context, given: Scope[]) => createApiKey(caller, { name: "x", scopes: given });
  const forbidden = { code: "forbidden" };
  await expect(make(asKey(ctx, ["keys:write", "contacts:read"]), ["contacts:read"])).rejects.toMatchObject(
    forbidden,
  );
  const deciding = asKey(ctx, ["keys:write", "approve", "contacts:read"]);
  await expect(make(deciding, ["contacts:write"])).rejects.toMatchObject(forbidden);
  await expect(make(deciding, ["*"])).rejects.toMatchObject(forbidden);
  expect((await make(deciding, ["contacts:read"])).scopes).toEqual(["contacts:read"]);
  expect((await make(asKey(ctx, ["*"]), ["*"])).scopes).toEqual(["*"]);
  for (const scope of ["contacts:write", "approve", "*", "keys:write"] as const) {
    await expect(make(viewer, [scope]), scope).rejects.toMatchObject(forbidden);
  }
  for (const door of ["tool", "mcp", "batch"] as const) {
    await expect(make(through(ctx, door), ["*"]), door).rejects.toMatchObject(forbidden);
  }
});

test("no scope, an unknown one and a date that has passed are refused by field", async () => {
  const ctx = await newOwner();
  const invalid = (field: string) => ({ code: "invalid_input", fields: { [field]: expect.any(String) } });
  await expect(createApiKey(ctx, { name: "x", scopes: [] })).rejects.toMatchObject(invalid("scopes"));
  const unknown = JSON.parse('{"name":"x","scopes":["contacts:everything"]}');
  await expect(createApiKey(ctx, unknown)).rejects.toMatchObject(invalid("scopes.0"));
  const past = { name: "x", scopes: ["*" as const], expiresAt: "2020-01-01T00:00:00Z" };
  await expect(createApiKey(ctx, past)).rejects.toMatchObject(invalid("expiresAt"));
});

test("another workspace and a colleague find no key of mine; an admin finds and revokes it", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const [colleague, admin] = [await newMember(ctx, "member"), await newMember(ctx, "admin")];
  const { id, key } = await newKeyOf(ctx);
  for (const caller of [stranger, colleague]) {
    expect((await listApiKeys(through(caller, "rest"), {})).items).toEqual([]);
    await expect(revokeApiKey(caller, { id })).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await resolveApiKey(key)).not.toBeNull();
  expect((await listApiKeys(through(admin, "rest"), {})).items).toMatchObject([{ id }]);
  await revokeApiKey(admin, { id });
  expect(await resolveApiKey(key)).toBeNull();
});
