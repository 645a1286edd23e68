import { expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { call, keyOf, newKey } from "#local/testing/rest.ts";
import { revokeApiKey } from "#server/api-keys/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

useTestDatabase();

test("keys that are unknown, expired, revoked or of somebody who left open nothing", async () => {
  const { ctx, key, id } = await newKey();
  const member = await newMember(ctx, "member");
  const left = await keyOf(member);
  const expired = await keyOf(ctx);
  await systemPool()
    .client`update crm.api_keys set expires_at = now() - interval '1 second' where id = ${expired.id}`;
  await revokeApiKey(ctx, { id });
  await removeMember(ctx, member);
  const broken = left.key.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  for (const wrong of [key, expired.key, left.key, broken, "ocrm_nonsense", "nonsense"]) {
    const answer = await call("GET", "/contacts", { key: wrong });
    expect(answer, wrong).toMatchObject({
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
  const reader = (await keyOf(ctx, ["contacts:read"])).key;
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
