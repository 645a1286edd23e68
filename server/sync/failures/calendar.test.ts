import { beforeEach, describe, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, titlesOf } from "#local/testing/google-calendar.ts";
import {
  type Fault,
  mendGoogle,
  passing,
  type Refusal,
  refusals,
  runAgain,
  timeoutFor,
  untilMended,
  useFaults,
} from "#local/testing/google-faults.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { previewOf, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env, setEnv } from "#server/env.ts";
import { retryJob } from "#server/jobs/index.ts";

import { approvePreview, connectionStatus, createPreview, getBatch, getPreview } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
useFaults(google);
beforeEach(() => {
  google.current.google.switches.pageSizeMax = null;
});

const calendars = "/calendar/v3/users/me/calendarList";
const events = "/calendar/v3/calendars/primary/events";

function put(account: TestAccount, day: number, title = `Day ${String(day)}`): void {
  const date = `2026-03-${String(day).padStart(2, "0")}`;
  account.put({
    id: `meet${String(day)}`,
    iCalUID: `day${String(day)}@x`,
    summary: title,
    start: at(`${date}T12:00:00+01:00`),
    end: at(`${date}T13:00:00+01:00`),
    organizer: { email: account.email, self: true },
  });
}

/** An account with so many meetings, from the first of March on. */
async function withMeetings(count: number) {
  const owner = await newOwner();
  const account = await google.connect(owner);
  for (let day = 1; day <= count; day++) put(account, day);
  return { owner, account };
}

const daysOf = (...days: (number | string)[]) =>
  days.map((day) => `03-${String(day).padStart(2, "0")}T11:00 Day ${String(day)}`);

/** Each meeting once, with what belongs to it. */
async function expectOnce(owner: Context, count: number): Promise<void> {
  const [found] = await systemPool().client`
    select (select count(*)::int from crm.calendar_events where workspace_id = ${owner.workspace.id}) as events,
      (select count(*)::int from crm.interactions where workspace_id = ${owner.workspace.id} and kind = 'meeting') as meetings,
      (select count(*)::int from crm.raw_events where workspace_id = ${owner.workspace.id}) as items`;
  expect(found).toEqual({ events: count, meetings: count, items: count });
}

const troubleOf = async (owner: Context, { connectionId }: TestAccount) => {
  const { state, sources } = await connectionStatus(through(owner, "rest"), { id: connectionId });
  return { state, trouble: sources[0]?.trouble ?? null };
};

describe.each(passing)("%s", (_name, fault) => {
  test("while calendars and events are listed, and while changes are: all comes, once", async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const { owner, account } = await withMeetings(3);
    await google.fault({ ...fault, path: calendars });
    await google.fault({ ...fault, path: events });
    const preview = await previewOf(owner, account, "calendar");
    expect(preview).toMatchObject({ status: "ready", error: null, counts: { total: 3, store: 3 } });
    expect(await google.pendingFaults()).toBe(0);
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({ status: "done" });

    put(account, 4);
    account.put({ id: "meet1", status: "cancelled" });
    await google.fault({ ...fault, path: events });
    await google.fault({ ...fault, path: calendars });
    await syncNow(owner, account);
    expect(await google.pendingFaults()).toBe(0);
    expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
    expect(await titlesOf(owner)).toEqual(daysOf(2, 3, 4));
    await expectOnce(owner, 4);
  });
});

/** A series of which an occurrence was called off before anybody saw it, and which is there again. */
async function withSeriesBack() {
  const { owner, account } = await withMeetings(1);
  const preview = await previewOf(owner, account, "calendar");
  await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  const series = (status: string) => {
    account.put({
      ...{
        id: "choir1",
        iCalUID: "choir@x",
        summary: "Choir",
        status,
        recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"],
      },
      start: at("2026-03-03T18:00:00+01:00"),
      end: at("2026-03-03T19:00:00+01:00"),
      organizer: { email: account.email, self: true },
    });
  };
  series("confirmed");
  account.put({
    ...{ id: "choir1_20260310T170000Z", iCalUID: "choir@x", recurringEventId: "choir1", status: "cancelled" },
    originalStartTime: at("2026-03-10T18:00:00+01:00"),
  });
  series("cancelled");
  await syncNow(owner, account);
  series("confirmed");
  return { owner, account };
}

describe.each(passing)("%s", (_name, fault) => {
  test("while the occurrences of a series are asked for: what was called off of it comes, once", async () => {
    setEnv({ ...env(), GOOGLE_TIMEOUT_MS: timeoutFor(fault) });
    const { owner, account } = await withSeriesBack();
    await google.fault({ ...fault, path: events, skip: 1 });
    await syncNow(owner, account);
    expect(await google.pendingFaults()).toBe(0);
    expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
    await expectOnce(owner, 3);
  });
});

test("503 for long while the occurrences of a series are asked for: it says so, and none is taken to take place meanwhile", async () => {
  const { owner, account } = await withSeriesBack();
  await google.fault({ ...untilMended({ status: 503, retryAfterSeconds: 0 }), path: events, skip: 1 });
  await syncNow(owner, account);
  expect(await troubleOf(owner, account)).toMatchObject({
    state: "active",
    trouble: {
      message: expect.stringMatching(/cannot be reached/),
      next: expect.stringMatching(/by itself/),
    },
  });
  await expectOnce(owner, 1);
  await mendGoogle(google);
  await runAgain(owner);
  await syncNow(owner, account);
  expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
  await expectOnce(owner, 3);
});

const lasting: Refusal[] = [
  ...refusals,
  {
    name: "invalid_grant",
    fault: { path: "/token", status: 400, reason: "invalid_grant" },
    words: /connect this account again/,
    isPassing: false,
  },
];

describe.each(lasting)("$name", ({ name, fault, words, isPassing }) => {
  const strike = async (account: TestAccount, path: string) => {
    if (fault["path"]) await google.current.control("/__expire", { what: "tokens", account: account.email });
    await google.fault({ path, ...untilMended(fault) });
  };
  const mend = async (owner: Context, account: TestAccount, jobId: string | null) => {
    await mendGoogle(google);
    if (name === "invalid_grant") await google.connect(owner, account.email);
    if (!isPassing && jobId !== null) await retryJob(owner, { id: jobId });
    await runAgain(owner);
  };

  test.each([calendars, events])(
    "while a preview lists %s: it says so, and is made afterwards",
    async (path) => {
      const { owner, account } = await withMeetings(2);
      await strike(account, path);
      const { connectionId } = account;
      const { id, jobId } = await createPreview(owner, { connectionId, source: "calendar" });
      await runJobsOf(owner);
      expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
        status: isPassing ? "pending" : "failed",
        error: { message: expect.stringMatching(words) },
        waitsUntil: isPassing ? expect.any(String) : null,
      });
      await mend(owner, account, jobId);
      expect(await getPreview(through(owner, "rest"), { id })).toMatchObject({
        status: "ready",
        error: null,
        counts: { total: 2 },
      });
    },
  );

  test("while changes are listed: the source says so and what to do, and catches up afterwards", async () => {
    const { owner, account } = await withMeetings(2);
    const preview = await previewOf(owner, account, "calendar");
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    put(account, 3);
    await strike(account, events);
    await syncNow(owner, account);
    expect(await troubleOf(owner, account)).toMatchObject({
      state: name === "invalid_grant" ? "reconnect_needed" : "active",
      trouble: {
        message: expect.stringMatching(words),
        next: expect.stringMatching(isPassing ? /by itself/ : /Connect the account again/),
      },
    });
    await expectOnce(owner, 2);
    await mend(owner, account, null);
    await syncNow(owner, account);
    expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
    await expectOnce(owner, 3);
  });
});

test("which calendars there are cannot be told for long: what is in those that are followed comes all the same", async () => {
  const { owner, account } = await withMeetings(1);
  const preview = await previewOf(owner, account, "calendar");
  await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  put(account, 2);
  await google.fault({ path: calendars, ...untilMended({ status: 503, retryAfterSeconds: 0 }) });
  await syncNow(owner, account);
  expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
  await expectOnce(owner, 2);
});

const expired: [string, Fault][] = [
  ["400", { status: 400, reason: "invalid" }],
  ["410", { status: 410, reason: "fullSyncRequired" }],
];

describe.each(expired)("a page token that expires, told by %s", (_status, fault) => {
  beforeEach(() => {
    google.current.google.switches.pageSizeMax = 3;
  });

  test("the first listing begins again: each meeting is counted and stored once, as it is by then", async () => {
    const { owner, account } = await withMeetings(7);
    await google.fault({ ...fault, path: events, skip: 2 });
    const preview = await previewOf(owner, account, "calendar");
    expect(preview).toMatchObject({ status: "ready", error: null, counts: { total: 7, store: 7 } });
    const pages = await systemPool().client`
      select seq, cardinality(item_ids) as count from crm.preview_pages where preview_id = ${preview.id} order by seq`;
    expect(pages).toEqual([
      { seq: 0, count: 3 },
      { seq: 1, count: 3 },
      { seq: 2, count: 1 },
    ]);
    const { batchId } = await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 7, stored: 7 },
    });
    expect(await titlesOf(owner)).toEqual(daysOf(1, 2, 3, 4, 5, 6, 7));
    await expectOnce(owner, 7);
  });

  test("a listing of changes begins again from where it stood", async () => {
    const { owner, account } = await withMeetings(1);
    const preview = await previewOf(owner, account, "calendar");
    await approvePreview(owner, { id: preview.id });
    await runJobsOf(owner);
    for (let day = 2; day <= 6; day++) put(account, day);
    await google.fault({ ...fault, path: events, skip: 1 });
    await syncNow(owner, account);
    expect(await google.pendingFaults()).toBe(0);
    expect(await troubleOf(owner, account)).toEqual({ state: "active", trouble: null });
    await expectOnce(owner, 6);
  });

  test("of the list of calendars: it begins again, and none stands in it twice", async () => {
    const { owner, account } = await withMeetings(1);
    for (const name of ["Team", "Board", "Club", "Home"]) account.addCalendar(name);
    await google.fault({ ...fault, path: calendars, skip: 1 });
    const preview = await previewOf(owner, account, "calendar");
    expect(preview).toMatchObject({ status: "ready", error: null });
    expect(preview.result?.calendars?.map(({ name }) => name).toSorted()).toEqual(
      ["Board", "Club", "Home", "Team", account.email].toSorted(),
    );
  });
});
