import { afterAll, beforeEach, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { fillCalendar } from "#local/testing/google-calendar.ts";
import { channelsOf, jobsOf, usePush } from "#local/testing/google-push.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, sourceState, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { until } from "#local/testing/until.ts";
import { disconnectAccount } from "#server/connections/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { listThreads } from "#server/interactions/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { connectionStatus, syncConnection } from "../../index.ts";
import { enqueueDueSyncs, enqueueDueWatches } from "./due.ts";
import { notePush } from "./note-push.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20", SYNC_POLL_SECONDS: "300" });
const google = useGoogleStandIn();
usePush(google);
beforeEach(() => google.current.control("/__requests", undefined, "DELETE"));
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});
const client = () => systemPool().client;
// Accounts of the tests before would be due too.
beforeEach(
  () => client()`
    update crm.sync_cursors set next_sync_at = now() + interval '1 day', watch_expires_at = now() + interval '7 days'`,
);

async function followed(): Promise<{ owner: Context; account: TestAccount }> {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 2));
  await importAccount(owner, account);
  return { owner, account };
}

test("an account is asked when it is due and not before, once, and goes on being asked", async () => {
  const { owner, account } = await followed();
  await syncNow(owner, account);
  expect(await enqueueDueSyncs()).toBe(0);
  const [next] = await client()<{ seconds: number }[]>`
    select extract(epoch from next_sync_at - now())::float as seconds from crm.sync_cursors where workspace_id = ${owner.workspace.id}`;
  expect(next?.seconds).toBeGreaterThan(260);
  expect(next?.seconds).toBeLessThan(331);
  await client()`update crm.sync_cursors set next_sync_at = now() - interval '1 second' where workspace_id = ${owner.workspace.id}`;
  const counts = await Promise.all([enqueueDueSyncs(), enqueueDueSyncs(), enqueueDueSyncs()]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await jobsOf(owner, "connections.sync")).toEqual(["done", "queued"]);
  await runJobsOf(owner);
  expect(await enqueueDueSyncs()).toBe(0);
  expect(await sourceState(owner)).toMatchObject({
    checkedAt: expect.any(String),
    nextSyncAt: expect.any(String),
  });
});

test("what is pushed while a sync runs is brought by that sync; after its last look, by one more", async () => {
  const { owner, account } = await followed();
  await syncNow(owner, account);
  await account.deliver(lettersTo(account.email, 1, "b"));
  await google.fault({ path: "/gmail/v1/users/me/messages/", delayMs: 300 });
  await client()`update crm.sync_cursors set next_sync_at = now() where workspace_id = ${owner.workspace.id}`;
  await enqueueDueSyncs();
  const running = runJobsOf(owner);
  // The history has been read by then.
  await until("the new mail to be asked for", async () => (await google.pendingFaults()) === 0);
  await account.deliver(lettersTo(account.email, 1, "c"));
  const historyId = "9".repeat(21);
  const push = () => notePush({ source: "gmail", account: account.email, historyId });
  for (let time = 0; time < 20; time++) await push();
  await running;
  expect((await listThreads(through(owner, "rest"), { limit: 10 })).items).toHaveLength(4);
  expect(await jobsOf(owner, "connections.sync")).toEqual(["done", "done"]);
  // A push whose job was lost is due all the same.
  await push();
  await client()`delete from crm.jobs where workspace_id = ${owner.workspace.id} and status = 'queued'`;
  expect(await enqueueDueSyncs()).toBe(1);
});

test("what is asked for while a sync runs is brought by that sync, with no job of its own", async () => {
  const { owner, account } = await followed();
  await account.deliver(lettersTo(account.email, 1, "b"));
  await google.fault({ path: "/gmail/v1/users/me/messages/", delayMs: 300 });
  const asked = await syncConnection(owner, { id: account.connectionId });
  const running = runJobsOf(owner);
  await until("the new mail to be asked for", async () => (await google.pendingFaults()) === 0);
  await account.deliver(lettersTo(account.email, 1, "c"));
  expect(await syncConnection(owner, { id: account.connectionId })).toEqual(asked);
  await running;
  expect((await listThreads(through(owner, "rest"), { limit: 10 })).items).toHaveLength(4);
  expect(await jobsOf(owner, "connections.sync")).toEqual(["done"]);
  // Nothing pushed: Google told of nothing by itself.
  const { sources } = await connectionStatus(through(owner, "rest"), { id: account.connectionId });
  expect(sources[0]).toMatchObject({ pushedAt: null });
  expect(await enqueueDueSyncs()).toBe(0);
});

test("watches are made, renewed before they end, and stopped when the account is disconnected", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 1));
  fillCalendar(account);
  await importAccount(owner, account);
  await importAccount(owner, account, "calendar");
  expect((await Promise.all([enqueueDueWatches(), enqueueDueWatches()])).includes(1)).toBe(true);
  expect(await jobsOf(owner, "connections.watch")).toEqual(["queued"]);
  await runJobsOf(owner);
  expect(await sourceState(owner)).toMatchObject({ push: { state: "on", error: null } });
  expect(await enqueueDueWatches()).toBe(0);
  const [first] = channelsOf(google, account.email);
  const [stored] = await client()<{ digest: string }[]>`
    select watch_token_digest as digest from crm.sync_cursors where watch_channel_id = ${first?.id ?? ""}`;
  expect(stored?.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(stored?.digest).not.toContain(first?.token);

  await client()`update crm.sync_cursors set watch_expires_at = now() + interval '23 hours' where workspace_id = ${owner.workspace.id}`;
  expect(await enqueueDueWatches()).toBe(1);
  await runJobsOf(owner);
  const open = channelsOf(google, account.email);
  expect(open).toHaveLength(1);
  expect(open[0]?.id).not.toBe(first?.id);
  expect(await google.requests(/\/watch$/)).toBe(4);

  await disconnectAccount({ ...owner, door: "action" }, { id: account.connectionId });
  await runJobsOf(owner);
  expect(channelsOf(google, account.email)).toEqual([]);
  const { database } = google.current.google;
  expect(database.one("select 1 as yes from mail_watches where email = ?", account.email)).toBeNull();
});

test("a mailbox that another workspace follows goes on being watched when one of them disconnects", async () => {
  const first = await followed();
  const other = await newOwner();
  const same = await google.connect(other, first.account.email);
  await importAccount(other, same);
  await enqueueDueWatches();
  await runJobsOf(first.owner);
  await runJobsOf(other);
  const { database } = google.current.google;
  const watch = () => database.one("select 1 as yes from mail_watches where email = ?", same.email);
  await disconnectAccount({ ...first.owner, door: "action" }, { id: first.account.connectionId });
  await runJobsOf(first.owner);
  expect(watch()).not.toBeNull();
  expect(await google.requests(/\/users\/me\/stop$/)).toBe(0);
  // With the last of them it ends.
  await google.connect(other, same.email);
  await enqueueDueWatches();
  await runJobsOf(other);
  await disconnectAccount({ ...other, door: "action" }, { id: same.connectionId });
  await runJobsOf(other);
  expect(watch()).toBeNull();
});

test("a refusal to watch is told in words, and the account is asked on", async () => {
  const { owner } = await followed();
  await google.fault({ path: "/gmail/v1/users/me/watch", status: 403, reason: "forbidden" });
  await enqueueDueWatches();
  await runJobsOf(owner);
  expect(await sourceState(owner)).toMatchObject({
    push: { state: "failing", error: { message: expect.any(String) } },
  });
  expect(await enqueueDueWatches()).toBe(0);
  await client()`update crm.sync_cursors set next_sync_at = now() - interval '1 second' where workspace_id = ${owner.workspace.id}`;
  expect(await enqueueDueSyncs()).toBe(1);
});
