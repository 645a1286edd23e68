import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, titlesOf, who } from "#local/testing/google-calendar.ts";
import { channelsOf, usePush } from "#local/testing/google-push.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, newestBatch, previewOf, syncNow } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues, getJob } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  connectionStatus,
  countDays,
  createPreview,
  fetchMissing,
  listBatches,
  listConnections,
  listDays,
  revokeRule,
  syncConnection,
  undoBatch,
} from "../index.ts";
import { enqueueDueWatches } from "../live/push/due.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
usePush(google);
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const organizer = (email: string, self = false) => ({ email, ...(self ? { self } : {}) });
const times = (day: number, hour = 9) => ({
  start: at(`2026-03-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00+01:00`),
  end: at(`2026-03-${String(day).padStart(2, "0")}T${String(hour + 1).padStart(2, "0")}:00:00+01:00`),
});

/** Two meetings of one's own, two of the team, and one that stands in both. */
function fill(account: TestAccount): { team: string; busy: string } {
  const team = account.addCalendar("Team");
  const busy = account.addCalendar("Nora", "freeBusyReader");
  const mine = { organizer: organizer(account.email, true) };
  account.put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Lunch",
    ...times(2),
    ...mine,
    attendees: [who("ann@acme.example")],
  });
  account.put({
    id: "both1",
    iCalUID: "both@x",
    summary: "Both",
    ...times(3),
    ...mine,
    attendees: [who("bea@beta.example")],
  });
  const both = {
    id: "both1",
    iCalUID: "both@x",
    summary: "Both",
    ...times(3),
    organizer: organizer(account.email),
  };
  account.put({ ...both, attendees: [who("bea@beta.example")] }, team);
  const teams = { organizer: organizer(team, true) };
  account.put(
    {
      id: "cidoff1",
      iCalUID: "away@x",
      summary: "Cid away",
      ...times(4),
      ...teams,
      creator: { email: "cid@firm.example" },
      attendees: [who("cid@firm.example")],
    },
    team,
  );
  account.put(
    {
      id: "offsite1",
      iCalUID: "offsite@x",
      summary: "Offsite",
      ...times(5),
      ...teams,
      attendees: [who(account.email), who("dora@dock.example")],
    },
    team,
  );
  account.put(
    { id: "dentist1", summary: "Dentist", ...times(6), organizer: organizer("nora@firm.example") },
    busy,
  );
  return { team, busy };
}

const addressesIn = async (owner: Context) =>
  (
    await systemPool().client<{ address: string }[]>`
      select distinct address from crm.interaction_participants where workspace_id = ${owner.workspace.id} order by 1`
  ).map(({ address }) => address);

const sourcesOf = async (owner: Context) => {
  const [connection] = (await listConnections(through(owner, "rest"), {})).items;
  return {
    followed: connection?.sources.map(({ calendar, following, error }) => [
      calendar?.name,
      following,
      error?.code,
    ]),
    known: connection?.calendars.map(({ name, count, isReadable, goneAt }) => [
      name,
      count,
      isReadable,
      goneAt !== null,
    ]),
  };
};

test("an account's calendars are offered, chosen, imported once each, followed apart, and taken back", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const { team, busy } = fill(account);

  const first = await previewOf(owner, account, "calendar");
  expect(first.counts).toMatchObject({ total: 2, store: 2 });
  expect(first.controls.calendars).toEqual(["primary"]);
  expect(first.result?.calendars).toEqual([
    {
      id: "primary",
      name: account.email,
      count: 2,
      hasMore: false,
      isReadable: true,
      goneAt: null,
      isFollowed: false,
    },
    { id: team, name: "Team", count: 3, hasMore: false, isReadable: true, goneAt: null, isFollowed: false },
    {
      id: busy,
      name: "Nora",
      count: null,
      hasMore: false,
      isReadable: false,
      goneAt: null,
      isFollowed: false,
    },
  ]);
  for (const [calendars, words] of [
    [[busy], /only when it is busy/],
    [["gone@group.calendar.google.com"], /not in your Google account/],
  ] as const) {
    const { status, error } = await previewOf(owner, account, "calendar", { calendars: [...calendars] });
    expect({ status, error }).toMatchObject({
      status: "failed",
      error: { fields: { "controls.calendars": expect.stringMatching(words) } },
    });
  }
  await expect(
    createPreview(owner, { connectionId: account.connectionId, controls: { calendars: [team] } }),
  ).rejects.toMatchObject({ code: "invalid_input" });

  // The account's own comes first, whatever the order they are named in and by which of its names.
  const batch = await importAccount(owner, account, "calendar", { calendars: [team, account.email] });
  expect(batch).toMatchObject({
    counts: { total: 5, stored: 4, skipped: 1, contacts: 3 },
    skippedBy: { duplicate_in_calendar: 1 },
  });
  expect(await titlesOf(owner)).toEqual([
    "03-02T08:00 Lunch",
    "03-03T08:00 Both",
    "03-04T08:00 Cid away",
    "03-05T08:00 Offsite",
  ]);
  // A colleague's absence on the team's calendar introduces nobody; a meeting that one takes part in does.
  const people = (await listContacts(through(owner, "rest"), {})).items.map((item) => item.primaryEmail);
  expect(people.sort()).toEqual(["ann@acme.example", "bea@beta.example", "dora@dock.example"]);
  // Nor does the calendar take part in what it organises.
  expect(await addressesIn(owner)).toEqual(
    ["ann@acme.example", "bea@beta.example", "cid@firm.example", "dora@dock.example", account.email].sort(),
  );

  // Each has a token and a channel of its own.
  await enqueueDueWatches();
  await runJobsOf(owner);
  expect(channelsOf(google, account.email)).toHaveLength(2);
  await syncNow(owner, account);
  expect((await newestBatch(owner))?.id).toBe(batch.id);
  account.put(
    {
      id: "offsite1",
      iCalUID: "offsite@x",
      summary: "Offsite, longer",
      ...times(5),
      organizer: organizer(team, true),
    },
    team,
  );
  account.put(
    { id: "fair1", iCalUID: "fair@x", summary: "Fair", ...times(7), organizer: organizer(team, true) },
    team,
  );
  account.put({ id: "lunch1", status: "cancelled" });
  const later = account.addCalendar("Board");
  await syncNow(owner, account);
  expect(await titlesOf(owner)).toEqual([
    "03-03T08:00 Both",
    "03-04T08:00 Cid away",
    "03-05T08:00 Offsite, longer",
    "03-07T08:00 Fair",
  ]);
  expect(await sourcesOf(owner)).toEqual({
    followed: [
      [account.email, true, undefined],
      ["Team", true, undefined],
    ],
    known: [
      [account.email, 2, true, false],
      ["Board", null, true, false],
      ["Nora", null, false, false],
      ["Team", 3, true, false],
    ],
  });

  // One that was made later is brought by a preview of its own, and the others go on.
  account.put({ id: "board1", iCalUID: "board@x", summary: "Board", ...times(9) }, later);
  await importAccount(owner, account, "calendar", { calendars: [later] });
  account.put({ id: "board2", iCalUID: "board2@x", summary: "Board again", ...times(10) }, later);
  account.removeCalendar(team);
  const { jobId } = await syncConnection(owner, { id: account.connectionId });
  await runJobsOf(owner);
  expect((await getJob(through(owner, "rest"), { id: jobId })).status).toBe("done");
  expect(await titlesOf(owner)).toHaveLength(6);
  expect(await sourcesOf(owner)).toMatchObject({
    followed: [
      [account.email, true, undefined],
      ["Team", true, "gone"],
      ["Board", true, undefined],
    ].sort(([one], [other]) => (one === account.email ? -1 : other === account.email ? 1 : 0)),
  });
  const status = await connectionStatus(through(owner, "rest"), { id: account.connectionId });
  expect(status.sources.find(({ calendar }) => calendar?.id === team)).toMatchObject({
    trouble: { code: "gone", message: expect.stringMatching(/not in your Google account/) },
  });
  expect(status.calendars.find(({ id }) => id === team)?.goneAt).toEqual(expect.any(String));

  // What comes of one of them can be stopped alone.
  await revokeRule(owner, { connectionId: account.connectionId, source: "calendar", calendar: later });
  account.put({ id: "board3", iCalUID: "board3@x", summary: "Board a third time", ...times(11) }, later);
  account.put({ id: "teatime1", iCalUID: "tea@x", summary: "Tea", ...times(12) });
  await syncNow(owner, account);
  expect((await titlesOf(owner)).map((title) => title.slice(12))).toEqual(
    expect.arrayContaining(["Tea", "Board again"]),
  );
  expect(await titlesOf(owner)).toHaveLength(7);

  for (const { id } of (await listBatches(through(owner, "rest"), {})).items) await undoBatch(owner, { id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("a meeting that stands in two calendars goes on by the other, until both have called it off", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const { team } = fill(account);
  await importAccount(owner, account, "calendar", { calendars: ["primary", team] });
  const both = { iCalUID: "both@x", ...times(3), attendees: [who("bea@beta.example")] };
  const onBoth = async () => (await titlesOf(owner)).filter((title) => /Both/.test(title));

  account.put({ id: "both1", status: "cancelled" });
  await syncNow(owner, account);
  expect(await onBoth()).toEqual(["03-03T08:00 Both"]);
  account.put({ id: "both1", summary: "Both, there", ...both, organizer: organizer(account.email) }, team);
  await syncNow(owner, account);
  expect(await onBoth()).toEqual(["03-03T08:00 Both, there"]);
  // Back in the first it is a copy now, and takes over when the other is gone; also where a whole listing finds that out.
  account.put({ id: "both1", summary: "Both, here", ...both, organizer: organizer(account.email, true) });
  await syncNow(owner, account);
  expect(await onBoth()).toEqual(["03-03T08:00 Both, there"]);
  account.put({ id: "both1", status: "cancelled" }, team);
  await google.current.control("/__expire", { what: "sync", account: account.email });
  await syncNow(owner, account);
  expect(await onBoth()).toEqual(["03-03T08:00 Both, here"]);
  account.put({ id: "both1", status: "cancelled" });
  await syncNow(owner, account);
  expect(await onBoth()).toEqual([]);
  account.put({ id: "both1", summary: "Both, again", ...both, organizer: organizer(account.email) }, team);
  await syncNow(owner, account);
  expect(await onBoth()).toEqual(["03-03T08:00 Both, again"]);
  const [stored] = await systemPool().client`
    select count(*)::int as count from crm.raw_events where workspace_id = ${owner.workspace.id} and status = 'stored'`;
  expect(stored).toEqual({ count: 4 });
});

test("days are counted over all calendars that are followed, and what is missing is fetched from each", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const { team } = fill(account);
  await importAccount(owner, account, "calendar");
  const range = {
    id: account.connectionId,
    source: "calendar" as const,
    from: "2026-03-01",
    to: "2026-03-31",
  };
  const count = async () => {
    await countDays(owner, range);
    await runJobsOf(owner);
    return listDays(through(owner, "rest"), range);
  };
  const days = (listed: Awaited<ReturnType<typeof count>>) =>
    listed.days
      .filter(({ provider, goneThere }) => provider + goneThere > 0)
      .map(({ day, provider, stored, skippedBy, missing, goneThere }) =>
        [day.slice(8), provider, stored, Object.keys(skippedBy).join(), missing, goneThere].join(" "),
      );
  expect(days(await count())).toEqual(["03 1 1  0 0", "02 1 1  0 0"]);
  await importAccount(owner, account, "calendar", { calendars: [team] });
  // Without the new one they would say less than there is.
  expect((await listDays(through(owner, "rest"), range)).days).toEqual([]);
  account.put({ id: "lost1", iCalUID: "lost@x", summary: "Lost", ...times(8) }, team);
  account.put({ id: "lost2", iCalUID: "lost2@x", summary: "Lost too", ...times(8) });
  expect(days(await count())).toEqual([
    "08 2 0  2 0",
    "05 1 1  0 0",
    "04 1 1  0 0",
    "03 2 1 already_stored 0 0",
    "02 1 1  0 0",
  ]);
  await fetchMissing(owner, range);
  await runJobsOf(owner);
  expect(days(await listDays(through(owner, "rest"), range))[0]).toBe("08 2 2  0 0");
  expect((await titlesOf(owner)).slice(-2).sort()).toEqual(["03-08T08:00 Lost", "03-08T08:00 Lost too"]);
});
