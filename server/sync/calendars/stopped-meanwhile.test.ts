import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, titlesOf } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, lettersTo, newestBatch, syncNow } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { until } from "#local/testing/until.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { listBatches, restoreRule, revokeRule, syncConnection, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "1" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const meeting = (id: string, day: number) => ({
  id,
  iCalUID: `${id}@x`,
  summary: id,
  start: at(`2026-03-${String(day).padStart(2, "0")}T09:00:00+01:00`),
  end: at(`2026-03-${String(day).padStart(2, "0")}T10:00:00+01:00`),
});

/** Mail, the account's own calendar and the team's, all of them followed. */
async function followed() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const team = account.addCalendar("Team");
  await account.deliver(lettersTo(account.email, 1));
  account.put(meeting("first1", 2));
  account.put(meeting("team1", 3), team);
  await importAccount(owner, account);
  await importAccount(owner, account, "calendar", { calendars: ["primary", team] });
  const titles = async () => (await titlesOf(owner)).map((title) => title.slice(12));
  const jobState = async (id: string) => {
    const [job] = await systemPool().client`select status from crm.jobs where id = ${id}`;
    return job?.["status"] as unknown;
  };
  return { owner, account, team, titles, jobState };
}

test("a calendar that is stopped while a sync reads it ends there, the others come, and later it goes on from where it stood", async () => {
  const { owner, account, team, titles, jobState } = await followed();
  const { connectionId } = account;
  account.put(meeting("second2", 4));
  account.put(meeting("team2", 5), team);
  await google.fault({ path: "/calendar/v3/calendars/primary/events", delayMs: 300 });
  const { jobId } = await syncConnection(owner, { id: connectionId });
  const running = runJobsOf(owner);
  await until("the calendar to be asked", async () => (await google.pendingFaults()) === 0);
  await revokeRule(owner, { connectionId, source: "calendar", calendar: "primary" });
  await running;
  expect(await jobState(jobId)).toBe("done");
  expect(await titles()).toEqual(["first1", "team1", "team2"]);
  expect(await newestBatch(owner)).toMatchObject({ status: "done", counts: { total: 1, stored: 1 } });

  await restoreRule(owner, { connectionId, source: "calendar", calendar: "primary" });
  await syncNow(owner, account);
  expect(await titles()).toEqual(["first1", "team1", "second2", "team2"]);
});

test("the last of them that is stopped keeps what came until then; mail that is stopped leaves the calendars alone", async () => {
  const { owner, account, team, titles, jobState } = await followed();
  const { connectionId } = account;
  await account.deliver(lettersTo(account.email, 3, "b"));
  account.put(meeting("team2", 5), team);
  await google.fault({ path: "/gmail/v1/users/me/messages/", skip: 1, delayMs: 300 });
  const { jobId } = await syncConnection(owner, { id: connectionId });
  const running = runJobsOf(owner);
  await until("the second mail to be asked for", async () => (await google.pendingFaults()) === 0);
  await revokeRule(owner, { connectionId, source: "gmail" });
  await running;
  expect(await jobState(jobId)).toBe("done");
  expect(await titles()).toEqual(["first1", "team1", "team2"]);
  const batches = (await listBatches(through(owner, "rest"), { limit: 10 })).items;
  expect(batches.map(({ status }) => status)).toEqual(["done", "done", "done", "done"]);
  const [open] = await systemPool().client`
    select count(*)::int as count from crm.change_sets where workspace_id = ${owner.workspace.id} and status = 'open'`;
  expect(open).toEqual({ count: 0 });

  for (const { id } of batches) await undoBatch(owner, { id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});
