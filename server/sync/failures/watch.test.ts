import { beforeEach, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { fillCalendar } from "#local/testing/google-calendar.ts";
import {
  mendGoogle,
  passing,
  refusals,
  runAgain,
  timeoutFor,
  untilMended,
  useFaults,
} from "#local/testing/google-faults.ts";
import { channelsOf, jobsOf, usePush } from "#local/testing/google-push.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";

import { connectionStatus, enqueueDueSyncs, enqueueDueWatches, listConnections } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "20" });
const google = useGoogleStandIn();
useFaults(google);
usePush(google);
const client = () => systemPool().client;
beforeEach(async () => {
  // Accounts of the tests before would be due too.
  await client()`
    update crm.sync_cursors set next_sync_at = now() + interval '1 day', watch_expires_at = now() + interval '7 days', watch_error = null`;
});

const mailWatch = "/gmail/v1/users/me/watch";
const calendarWatch = "/calendar/v3/calendars/primary/events/watch";
const channelStop = "/calendar/v3/channels/stop";

/** Mail and calendar that are followed, and watched by nobody yet. */
async function followed() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(lettersTo(account.email, 1));
  fillCalendar(account);
  await importAccount(owner, account);
  await importAccount(owner, account, "calendar");
  return { owner, account };
}

async function watchNow(owner: Context): Promise<void> {
  await enqueueDueWatches();
  await runJobsOf(owner);
}

/** How mail and calendar are told of, as the list of accounts says it. */
const pushOf = async (owner: Context) => {
  const { items } = await listConnections(through(owner, "rest"), {});
  return Object.fromEntries((items[0]?.sources ?? []).map(({ source, push }) => [source, push]));
};
const on = { state: "on", error: null };

/** Google is asked every few minutes all the same, and what is new there comes. */
async function expectPolled(owner: Context, account: TestAccount): Promise<void> {
  const mails = async () => {
    const [row] = await client()<{ count: number }[]>`
      select count(*)::int as count from crm.interactions where workspace_id = ${owner.workspace.id} and kind = 'email'`;
    return row?.count ?? 0;
  };
  const before = await mails();
  await account.deliver(lettersTo(account.email, 1, `n${String(before)}`));
  await client()`update crm.sync_cursors set next_sync_at = now() - interval '1 second' where workspace_id = ${owner.workspace.id}`;
  expect(await enqueueDueSyncs()).toBe(1);
  await runJobsOf(owner);
  expect(await mails()).toBe(before + 1);
}

test.each(passing)(
  "%s while watches are made, renewed and closed: one of each in the end",
  async (_name, fault) => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const { owner, account } = await followed();
    await google.fault({ ...fault, path: mailWatch });
    await google.fault({ ...fault, path: calendarWatch });
    await watchNow(owner);
    expect(await google.pendingFaults()).toBe(0);
    expect(await pushOf(owner)).toMatchObject({ gmail: on, calendar: on });
    expect(channelsOf(google, account.email)).toHaveLength(1);

    await client()`update crm.sync_cursors set watch_expires_at = now() + interval '23 hours' where workspace_id = ${owner.workspace.id}`;
    await google.fault({ ...fault, path: channelStop });
    await watchNow(owner);
    expect(await google.pendingFaults()).toBe(0);
    expect(await pushOf(owner)).toMatchObject({ gmail: on, calendar: on });
    expect(channelsOf(google, account.email)).toHaveLength(1);
  },
);

const sources = [
  { source: "gmail", other: "calendar", path: mailWatch },
  { source: "calendar", other: "gmail", path: calendarWatch },
] as const;

describe.each(refusals)("$name", ({ name, fault, words, isPassing }) => {
  test.each(sources)(
    "to tell of $source: it says so, the other is told of, what is new is asked for, and later it is told of",
    async ({ source, other, path }) => {
      const { owner, account } = await followed();
      await google.fault({ path, ...untilMended(fault) });
      await watchNow(owner);
      expect(await pushOf(owner)).toMatchObject({
        [source]: { state: "failing", error: { message: expect.stringMatching(words) } },
        [other]: on,
      });
      const status = await connectionStatus(through(owner, "rest"), { id: account.connectionId });
      expect(status).toMatchObject({ state: "active" });
      const told = status.sources.find((one) => one.source === source);
      expect(told).toMatchObject({
        pushUntil: null,
        pushTrouble: {
          message: expect.stringMatching(words),
          next: expect.stringMatching(isPassing ? /by itself/ : /Connect the account again/),
        },
        trouble: null,
      });
      // Who was asked for patience leaves the whole account alone until then, and says so.
      const isHeld = name === "429 for almost an hour" && source === "gmail";
      if (!isHeld) await expectPolled(owner, account);
      expect(await jobsOf(owner, "connections.watch")).toEqual([isPassing ? "queued" : "done"]);
      expect(await enqueueDueWatches()).toBe(0);

      await mendGoogle(google);
      if (!isPassing) {
        await client()`
          update crm.sync_cursors set watch_error = watch_error || jsonb_build_object('at', now() - interval '2 hours')
          where workspace_id = ${owner.workspace.id} and watch_error is not null`;
        await watchNow(owner);
      } else await runAgain(owner);
      expect(await pushOf(owner)).toMatchObject({ gmail: on, calendar: on });
      await expectPolled(owner, account);
    },
  );
});

test("invalid_grant: mail and calendar say so and whose turn it is; once connected again both are told of at once", async () => {
  const { owner, account } = await followed();
  await google.current.control("/__expire", { what: "tokens", account: account.email });
  await google.fault({ path: "/token", status: 400, reason: "invalid_grant", times: 20 });
  await watchNow(owner);
  const failing = {
    state: "failing",
    error: { message: expect.stringMatching(/connect this account again/) },
  };
  expect(await pushOf(owner)).toMatchObject({ gmail: failing, calendar: failing });
  const { connectionId: id } = account;
  expect(await connectionStatus(through(owner, "rest"), { id })).toMatchObject({ state: "reconnect_needed" });
  // Nobody is asked for what nobody opens.
  await client()`update crm.sync_cursors set next_sync_at = now() - interval '1 second' where workspace_id = ${owner.workspace.id}`;
  expect([await enqueueDueSyncs(), await enqueueDueWatches()]).toEqual([0, 0]);
  await mendGoogle(google);
  await google.connect(owner, account.email);
  await watchNow(owner);
  expect(await pushOf(owner)).toMatchObject({ gmail: on, calendar: on });
  await expectPolled(owner, account);
});

test("a watch that cannot be made for longer than its job tries is asked for again in an hour, not at once", async () => {
  const { owner, account } = await followed();
  await google.fault({ path: mailWatch, ...untilMended({ status: 503, retryAfterSeconds: 0 }) });
  await watchNow(owner);
  for (let attempt = 1; attempt < 4; attempt++) await runAgain(owner);
  expect(await jobsOf(owner, "connections.watch")).toEqual(["failed"]);
  expect(await enqueueDueWatches()).toBe(0);
  expect(await pushOf(owner)).toMatchObject({ gmail: { state: "failing" }, calendar: on });
  await expectPolled(owner, account);
});

test.each([
  ["503 for long", { status: 503, retryAfterSeconds: 0 }],
  ["403", { status: 403, reason: "forbidden" }],
])(
  "%s where an old channel is closed: the new one tells, nothing is said of the old, and it runs out",
  async (_name, fault) => {
    const { owner, account } = await followed();
    await watchNow(owner);
    await client()`update crm.sync_cursors set watch_expires_at = now() + interval '23 hours' where workspace_id = ${owner.workspace.id}`;
    await google.fault({ path: channelStop, ...untilMended(fault) });
    await watchNow(owner);
    expect(await pushOf(owner)).toMatchObject({ gmail: on, calendar: on });
    expect(channelsOf(google, account.email)).toHaveLength(2);
    expect(await jobsOf(owner, "connections.watch")).toEqual(["done", "done"]);
  },
);
