import { randomBytes } from "node:crypto";

import { afterAll, beforeAll, expect, test } from "vitest";

import { useFakeGoogle } from "#local/testing/fake-google.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { accountsOf, connectGoogle, ledgerOf } from "#local/testing/google-account.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { closeRedis, redis } from "#server/realtime/index.ts";

import { googleAccess } from "./index.ts";

useTestDatabase();
const google = useFakeGoogle();
beforeAll(async () => {
  await redis()
    .ping()
    .catch(() => undefined);
});
afterAll(closeRedis);

async function arrive() {
  const owner = await newOwner();
  const { connection } = await connectGoogle(owner, google.current);
  google.current.requests.length = 0;
  return { owner, id: connection.id };
}
const expire = (ctx: Context) => systemPool().client`
  update crm.connection_secrets set expires_at = now() + interval '30 seconds' where workspace_id = ${ctx.workspace.id}`;
const stateOf = async (ctx: Context) => (await accountsOf(ctx))[0]?.state;
/** Each as a process of its own would: they share nothing but the rows and the lease. */
const askTogether = async ({ owner, id }: { owner: Context; id: string }, count: number) =>
  Promise.all(Array.from({ length: count }, async () => (await googleAccess(owner, id)).accessToken()));

test("a token that is good is given out without asking Google", async () => {
  const { owner, id } = await arrive();
  const access = await googleAccess(owner, id);
  expect(await access.accessToken()).toBe(await access.accessToken());
  expect(google.current.requests).toEqual([]);
});

test("of twenty who find it expired at once, one asks Google", async () => {
  const arrived = await arrive();
  await expire(arrived.owner);
  google.current.answerDelayMs = 150;
  const tokens = await askTogether(arrived, 20);
  expect(new Set(tokens).size).toBe(1);
  expect(google.current.asked("/token")).toBe(1);
});

test("the same where Redis is away", async () => {
  const settings = env();
  const arrived = await arrive();
  await expire(arrived.owner);
  await closeRedis();
  setEnv({ ...settings, REDIS_URL: "redis://127.0.0.1:1" });
  expect(new Set(await askTogether(arrived, 5)).size).toBe(1);
  expect(google.current.asked("/token")).toBe(1);
  await closeRedis();
  setEnv(settings);
});

test("a token that Google refused is replaced once, by whoever comes first", async () => {
  const { owner, id } = await arrive();
  const [one, other] = [await googleAccess(owner, id), await googleAccess(owner, id)];
  const refused = await one.accessToken();
  expect(await other.accessToken()).toBe(refused);
  const renewed = await one.accessToken({ refresh: true });
  expect(renewed).not.toBe(refused);
  expect(await other.accessToken({ refresh: true })).toBe(renewed);
  expect(google.current.asked("/token")).toBe(1);
});

test("a grant that is over makes the account one to connect again, once, with a ledger entry", async () => {
  const { owner, id } = await arrive();
  await expire(owner);
  google.current.live.clear();
  const [first, second] = [await googleAccess(owner, id), await googleAccess(owner, id)];
  await expect(first.accessToken()).rejects.toMatchObject({ kind: "invalid_grant", code: "forbidden" });
  expect(await stateOf(owner)).toBe("reconnect_needed");
  await expect(second.accessToken()).rejects.toMatchObject({ kind: "invalid_grant" });
  await expect(googleAccess(owner, id)).rejects.toMatchObject({ kind: "invalid_grant" });
  const marks = (await ledgerOf(owner)).filter((name) => name === "connections.markReconnectNeeded");
  expect(marks).toHaveLength(1);
  const events = await systemPool().client`
    select id from crm.outbox where workspace_id = ${owner.workspace.id} and type = 'connection.changed'`;
  expect(events).toHaveLength(2);
});

test("Google being down changes nothing", async () => {
  const { owner, id } = await arrive();
  await expire(owner);
  google.current.refuse("/token", 503, {});
  const access = await googleAccess(owner, id);
  await expect(access.accessToken()).rejects.toMatchObject({ kind: "unavailable", code: "unavailable" });
  expect(await stateOf(owner)).toBe("active");
  await expect(access.accessToken()).resolves.toMatch(/^ya29/);
});

test("a new key seals from the next refresh on; without the old one the account is connected again", async () => {
  const settings = env();
  const keyOf = async (ctx: Context) => {
    const [row] = await systemPool().client<{ key_id: string }[]>`
      select key_id from crm.connection_secrets where workspace_id = ${ctx.workspace.id}`;
    return row?.key_id;
  };
  const { owner, id } = await arrive();
  expect(await keyOf(owner)).toMatch(/^app-/);
  setEnv({ ...settings, TOKEN_KEYS: [`next:${randomBytes(32).toString("base64")}`] });
  await expire(owner);
  await (await googleAccess(owner, id)).accessToken();
  expect(await keyOf(owner)).toBe("next");

  setEnv(settings);
  await expect((await googleAccess(owner, id)).accessToken()).rejects.toMatchObject({
    kind: "invalid_grant",
  });
  expect(await stateOf(owner)).toBe("reconnect_needed");
});

test("tokens moved onto another account's row do not open", async () => {
  const { owner, id } = await arrive();
  const other = await arrive();
  await systemPool().client`
    update crm.connection_secrets s set sealed = o.sealed, key_id = o.key_id from crm.connection_secrets o
    where s.connection_id = ${id} and o.connection_id = ${other.id}`;
  await expect((await googleAccess(owner, id)).accessToken()).rejects.toMatchObject({
    kind: "invalid_grant",
  });
});
