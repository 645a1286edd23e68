import { randomBytes } from "node:crypto";

import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, syncNow } from "#local/testing/google-sync.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";
import { connectionStatus } from "#server/sync/index.ts";

import { accountHealth, connectAccount, googleAccess } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const hourMs = 3_600_000;
const leftMs = (at: string | undefined) => Date.parse(at ?? "") - Date.now();
const statusOf = (owner: Context, id: string) => connectionStatus(through(owner, "rest"), { id });

async function connected() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const { connectionId: id } = account;
  return { owner, account, id, health: () => accountHealth(owner, id) };
}

/** Its access token runs out so soon. */
const endIn = (id: string, seconds: number) => systemPool().client`
  update crm.connection_secrets set expires_at = now() + make_interval(secs => ${seconds}),
    updated_at = now() - interval '1 hour' where connection_id = ${id}`;

test("a token that is good says since when and until when; one that runs out is renewed by the next who asks, and told so", async () => {
  const { owner, id, health } = await connected();
  const first = await health();
  expect(leftMs(first.token?.goodUntil)).toBeGreaterThan(hourMs - 60_000);
  expect(await statusOf(owner, id)).toMatchObject({
    state: "active",
    scopes: expect.arrayContaining(["gmail"]),
  });

  await endIn(id, 30);
  const expiring = await health();
  expect(leftMs(expiring.token?.goodUntil)).toBeLessThan(31_000);
  expect(leftMs(expiring.token?.renewedAt)).toBeLessThan(-hourMs + 60_000);
  // Whoever looks renews nothing.
  expect(await google.requests(/^\/token$/)).toBe(0);

  await (await googleAccess(owner, id)).accessToken();
  const renewed = await health();
  expect(leftMs(renewed.token?.goodUntil)).toBeGreaterThan(hourMs - 60_000);
  expect(leftMs(renewed.token?.renewedAt)).toBeGreaterThan(-60_000);
  expect(await google.requests(/^\/token$/)).toBe(1);
  expect(await statusOf(owner, id)).toMatchObject({ state: "active" });
});

test("a grant that Google ended is to be connected again, and good again once it is", async () => {
  const { owner, account, id, health } = await connected();
  await endIn(id, 0);
  await google.fault({ path: "/token", status: 400, reason: "invalid_grant" });
  await expect((await googleAccess(owner, id)).accessToken()).rejects.toMatchObject({
    kind: "invalid_grant",
  });
  expect(await statusOf(owner, id)).toMatchObject({ state: "reconnect_needed" });
  await google.connect(owner, account.email);
  expect(await statusOf(owner, id)).toMatchObject({ state: "active" });
  expect(leftMs((await health()).token?.goodUntil)).toBeGreaterThan(hourMs - 60_000);
});

test("a key that opens no more is none, and what may not be read is missing among the scopes", async () => {
  const settings = env();
  const { owner, account, id, health } = await connected();
  setEnv({
    ...settings,
    TOKEN_KEYS: [`next:${randomBytes(32).toString("base64")}`],
    APP_SECRET: "x".repeat(40),
  });
  expect((await health()).token).toBeNull();
  setEnv(settings);
  expect((await health()).token).not.toBeNull();
  await connectAccount({ ...owner, door: "action" }, { account: account.email, grants: ["gmail"] });
  expect((await statusOf(owner, id)).scopes).toEqual(["gmail"]);
});

test("what was used of the quota in the last minute is what Google was asked for; and it says that Google asked for patience", async () => {
  const { owner, account, health } = await connected();
  expect(await health()).toMatchObject({
    quota: { gmail: { used: 0, heldMs: 0 }, calendar: { used: 0, heldMs: 0 } },
  });
  await google.current.control("/__requests", undefined, "DELETE");
  const asked = async () => ((await google.current.control("/__counts")) as { units: number }).units;
  await account.deliver(lettersTo(account.email, 3));
  await importAccount(owner, account);
  await syncNow(owner, account);
  const ofGmail = await asked();
  expect(ofGmail).toBeGreaterThan(60);
  await importAccount(owner, account, "calendar");
  // Of messages some are taken ahead for a tenth of a second, and given back where nobody asked for them.
  await expect.poll(async () => (await health()).quota.gmail.used).toBe(ofGmail);
  const { quota } = await health();
  expect(quota.calendar.used).toBe((await asked()) - ofGmail);
  expect(quota.gmail.limit).toBe(env().GMAIL_UNITS_PER_MINUTE);

  const access = await googleAccess(owner, account.connectionId);
  await access.quota.hold("gmail", 120_000);
  const held = (await health()).quota;
  expect(held.gmail.heldMs).toBeGreaterThan(110_000);
  expect(held.calendar.heldMs).toBe(0);
});

test("it is its owner's alone: not found elsewhere, refused to others of the workspace", async () => {
  const { owner, id } = await connected();
  await expect(accountHealth(await newOwner(), id)).rejects.toMatchObject({ code: "not_found" });
  const admin = await newMember(owner, "admin");
  await expect(accountHealth(admin, id)).rejects.toMatchObject({
    code: expect.stringMatching(/forbidden|not_found/),
  });
});
