import { afterAll, beforeAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, titlesOf, who } from "#local/testing/google-calendar.ts";
import { channelsOf, usePush } from "#local/testing/google-push.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, newestBatch, previewOf, syncNow } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import {
  approvePreview,
  createPreview,
  getBatch,
  listBatches,
  listConnections,
  restoreRule,
  revokeRule,
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

const meeting = (id: string, day: number, summary = id, guests: string[] = []) => ({
  id,
  iCalUID: `${id}@x`,
  summary,
  start: at(`2026-03-${String(day).padStart(2, "0")}T09:00:00+01:00`),
  end: at(`2026-03-${String(day).padStart(2, "0")}T10:00:00+01:00`),
  organizer: { email: "boss@corp.example" },
  attendees: [who("boss@corp.example"), ...guests.map((guest) => who(guest))],
});
const titles = async (owner: Context) => (await titlesOf(owner)).map((title) => title.slice(12));
const followed = async (owner: Context) => {
  const [connection] = (await listConnections(through(owner, "rest"), {})).items;
  return Object.fromEntries(
    connection?.sources.map(({ calendar, following }) => [calendar?.name ?? "mail", following]) ?? [],
  );
};
const watch = async (owner: Context) => {
  await enqueueDueWatches();
  await runJobsOf(owner);
};

let [owner, account, team]: [Context, TestAccount, string] = [] as never;
beforeAll(async () => {
  owner = await newOwner();
  account = await google.connect(owner);
  team = account.addCalendar("Team");
  account.put(meeting("mine01", 2));
  account.put(meeting("team01", 3, "team01", ["cora@cranes.example"]), team);
  await importAccount(owner, account, "calendar", { calendars: ["primary", team] });
  await watch(owner);
});

test("a calendar that is unticked is not followed any more; ticked again, it goes on from where it stood", async () => {
  expect(channelsOf(google, account.email)).toHaveLength(2);
  const stop = { calendars: ["primary"], stopCalendars: [team] };
  const preview = await previewOf(owner, account, "calendar", stop);
  expect(preview.result?.calendars.map(({ name, isFollowed }) => [name, isFollowed])).toEqual([
    [account.email, true],
    ["Team", true],
  ]);
  expect(await followed(owner)).toEqual({ [account.email]: true, Team: true });
  // There is nothing new to import; the approval is of what comes later.
  expect(preview.counts).toMatchObject({ store: 0 });
  const { batchId } = await approvePreview(owner, { id: preview.id });
  await runJobsOf(owner);
  expect(await getBatch(through(owner, "rest"), { id: batchId })).toMatchObject({ status: "done" });
  expect(await followed(owner)).toEqual({ [account.email]: true, Team: false });
  expect(channelsOf(google, account.email)).toHaveLength(1);
  await watch(owner);
  expect(channelsOf(google, account.email)).toHaveLength(1);

  account.put(meeting("team01", 3, "team01, moved", ["dora@docks.example"]), team);
  account.put(meeting("team02", 4), team);
  account.put(meeting("mine02", 5));
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["mine01", "team01", "mine02"]);

  await importAccount(owner, account, "calendar", { calendars: [team] });
  await syncNow(owner, account);
  expect(await followed(owner)).toEqual({ [account.email]: true, Team: true });
  expect(await titles(owner)).toEqual(["mine01", "team01, moved", "team02", "mine02"]);
  await watch(owner);
  expect(channelsOf(google, account.email)).toHaveLength(2);
});

test("taking back the import that stopped a calendar lets it go on, by what was approved before", async () => {
  const narrow = { calendars: ["primary"], stopCalendars: [team], excluded: ["nobody@x.example"] };
  const batch = await importAccount(owner, account, "calendar", narrow);
  account.put(meeting("team03", 6), team);
  await syncNow(owner, account);
  expect(await titles(owner)).not.toContain("team03");
  await undoBatch(owner, { id: batch.id });
  await runJobsOf(owner);
  expect(await followed(owner)).toEqual({ [account.email]: true, Team: true });
  await syncNow(owner, account);
  expect(await titles(owner)).toContain("team03");
  const [connection] = (await listConnections(through(owner, "rest"), {})).items;
  expect(connection?.sources.map(({ rule }) => rule?.controls.excluded)).toEqual([[], []]);

  // What somebody stopped by itself is not resumed by it.
  const other = await importAccount(owner, account, "calendar", {
    calendars: ["primary"],
    stopCalendars: [team],
  });
  const rule = { connectionId: account.connectionId, source: "calendar" as const, calendar: team };
  await restoreRule(owner, rule);
  await revokeRule(owner, rule);
  await undoBatch(owner, { id: other.id });
  await runJobsOf(owner);
  expect(await followed(owner)).toEqual({ [account.email]: true, Team: false });
  await restoreRule(owner, rule);
});

test("what cannot be stopped is refused in words", async () => {
  for (const [controls, words] of [
    [{ calendars: ["primary"], stopCalendars: ["x@group.calendar.google.com"] }, /is not followed/],
    [{ calendars: ["primary", team], stopCalendars: [team] }, /to come in and to be stopped/],
  ] as const) {
    const input = { connectionId: account.connectionId, source: "calendar" as const };
    await expect(
      createPreview(owner, {
        ...input,
        controls: { calendars: [...controls.calendars], stopCalendars: [...controls.stopCalendars] },
      }),
    ).rejects.toMatchObject({
      code: "invalid_input",
      fields: { "controls.stopCalendars": expect.stringMatching(words) },
    });
  }
  await expect(
    createPreview(owner, { connectionId: account.connectionId, controls: { stopCalendars: [team] } }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});

test("what changed between the last sync and a further preview is not lost by its import", async () => {
  account.put(meeting("mine01", 2, "mine01, changed"));
  await importAccount(owner, account, "calendar", { calendars: ["primary"] });
  await syncNow(owner, account);
  expect(await titles(owner)).toContain("mine01, changed");
});

test("a meeting in two calendars goes on by the one that is still followed", async () => {
  const both = (summary: string) => meeting("both01", 9, summary, ["bea@beta.example"]);
  account.put(both("both"), team);
  await syncNow(owner, account);
  account.put(both("both"));
  await syncNow(owner, account);
  await revokeRule(owner, { connectionId: account.connectionId, source: "calendar", calendar: team });
  account.put(both("both, changed"));
  await syncNow(owner, account);
  expect(await titles(owner)).toContain("both, changed");
  // In the other it stands as it was last known there: what came from it stays.
  account.put({ id: "both01", status: "cancelled" });
  await syncNow(owner, account);
  expect(await titles(owner)).toContain("both");
  account.put({ id: "both01", status: "cancelled" }, team);
  await restoreRule(owner, { connectionId: account.connectionId, source: "calendar", calendar: team });
  await syncNow(owner, account);
  expect((await titles(owner)).filter((title) => title.startsWith("both"))).toEqual([]);
});

test("a meeting that is moved to another calendar stays, whether that one is followed or approved later", async () => {
  account.put(meeting("moves01", 10));
  await syncNow(owner, account);
  account.put({ id: "moves01", status: "cancelled" });
  account.put(meeting("moves01", 10), team);
  await syncNow(owner, account);
  expect(await titles(owner)).toContain("moves01");

  const board = account.addCalendar("Board");
  account.put(meeting("moves2", 11));
  await syncNow(owner, account);
  account.put({ id: "moves2", status: "cancelled" });
  account.put(meeting("moves2", 11), board);
  await syncNow(owner, account);
  expect(await titles(owner)).not.toContain("moves2");
  await importAccount(owner, account, "calendar", { calendars: [board] });
  expect(await titles(owner)).toContain("moves2");
});

test("all of it is taken back", async () => {
  const batches = (await listBatches(through(owner, "rest"), { limit: 50 })).items;
  for (const { id, status } of batches) if (status !== "undone") await undoBatch(owner, { id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test.each(["calendar", "gmail"] as const)(
  "an empty %s is approved, and what comes later is brought in",
  async (source) => {
    const other = await newOwner();
    const empty = await google.connect(other);
    const preview = await previewOf(other, empty, source);
    expect(preview).toMatchObject({
      status: "ready",
      counts: { total: 0, store: 0, skip: 0, people: 0, companies: 0 },
    });
    const { batchId } = await approvePreview(other, { id: preview.id });
    await runJobsOf(other);
    expect(await getBatch(through(other, "rest"), { id: batchId })).toMatchObject({
      status: "done",
      counts: { total: 0, stored: 0 },
    });
    if (source === "calendar") empty.put(meeting("first01", 2));
    else await empty.deliver(lettersTo(empty.email, 2));
    await syncNow(other, empty);
    expect(await newestBatch(other)).toMatchObject({ counts: { stored: source === "calendar" ? 1 : 2 } });

    for (const { id } of (await listBatches(through(other, "rest"), {})).items)
      await undoBatch(other, { id });
    await runJobsOf(other);
    expect(await followed(other)).toEqual({});
  },
);
