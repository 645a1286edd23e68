import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import { newOwner, through } from "#local/testing/fixtures.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { currentHistoryId } from "#local/services/google/gmail/history.ts";
import { rowsLeft } from "#local/testing/imports.ts";
import { useHouseUnderFire } from "#local/testing/under-fire.ts";
import { until } from "#local/testing/until.ts";
import type { Context } from "#server/core/index.ts";
import {
  approvePreview,
  countDays,
  createPreview,
  fetchMissing,
  getPreview,
  listBatches,
  listDays,
  syncConnection,
  undoBatches,
} from "#server/sync/index.ts";

/** Of each of the three jobs. KILLS=20 makes it as many as the import's. */
const kills = Number(process.env["KILLS"] ?? 4);
const limitMs = 300_000;
const imported = 120;
const missing = 120;
const syncs = 4;
const perSync = 15;
const all = imported + missing + syncs * perSync;

const house = useHouseUnderFire("kill-account", 5);
const google = useGoogleStandIn();

const count = async (table: string, where = ""): Promise<number> => {
  const [row] = await house.system.unsafe<{ count: number }[]>(
    `select count(*)::int as count from crm.${table} ${where}`,
  );
  return row?.count ?? 0;
};

const statusOf = async (jobId: string): Promise<string> => {
  const [row] = await house.system<{ status: string }[]>`select status from crm.jobs where id = ${jobId}`;
  return row?.status ?? "none";
};

/** Kills the worker each time that the job has come a little further, then lets it end. */
async function underFire(jobId: string, done: () => Promise<number>, step: number): Promise<number> {
  let killed = 0;
  while (killed < kills) {
    const target = (await done()) + 1 + Math.floor(Math.random() * step);
    await until(
      "progress",
      async () => (await done()) >= target || (await statusOf(jobId)) === "done",
      limitMs,
    );
    if ((await statusOf(jobId)) === "done") break;
    await wait(Math.random() * 30);
    await house.workers.kill();
    killed++;
    if (killed === 2) await house.flushRedis();
    if (killed === 3) await house.restartPostgres();
    house.workers.start();
  }
  await until("the end of the job", async () => (await statusOf(jobId)) === "done", limitMs);
  return killed;
}

/** One a day. */
const mails = (email: string, tag: string, from: number, many: number) =>
  Array.from({ length: many }, (_, index) => ({
    from: `P ${String(index % 20)} <p${String(index % 20)}@people.example>`,
    to: email,
    id: `${tag}${String(index)}@mail.example`,
    date: new Date(Date.UTC(2025, 0, 1 + from + index, 12)).toUTCString(),
  }));

async function importAll(owner: Context, { connectionId }: TestAccount): Promise<void> {
  const { id } = await createPreview(owner, { connectionId });
  const status = async () => (await getPreview(through(owner, "rest"), { id })).status;
  await until("the preview", async () => (await status()) === "ready", limitMs);
  const { jobId } = await approvePreview(owner, { id });
  await until("the import", async () => (await statusOf(jobId)) === "done", limitMs);
}

test(
  "days are counted, what is missing is fetched, and all imports are taken back, once each, however often workers die",
  { timeout: limitMs },
  async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const { connectionId: id, email } = account;
    await account.deliver(mails(email, "a", 0, imported));
    house.workers.start();
    await importAll(owner, account);
    for (let sync = 0; sync < syncs; sync++) {
      await account.deliver(mails(email, `s${String(sync)}`, imported + sync * perSync, perSync));
      const { jobId } = await syncConnection(owner, { id });
      await until("a sync", async () => (await statusOf(jobId)) === "done", limitMs);
    }
    // What the provider never told of.
    await account.deliver(mails(email, "m", imported + syncs * perSync, missing));
    const { database } = google.current.google;
    await house.system`
      update crm.sync_cursors set cursor = ${String(currentHistoryId(database, email))} where connection_id = ${id}`;
    // As slowly as a provider answers.
    await google.fault({ path: "/gmail/v1/users/me/messages", delayMs: 30, times: 100_000 });

    const counted = await countDays(owner, { id });
    const countKills = await underFire(counted.jobId, () => count("mailbox_days"), 40);
    const range = { id, source: "gmail" as const, from: "2025-01-01", to: "2025-12-31" };
    const days = async () =>
      (await listDays(through(owner, "rest"), range)).days.filter(({ provider }) => provider > 0);
    const before = await days();
    expect(before).toHaveLength(all);
    expect(before.map(({ provider }) => provider)).toEqual(before.map(() => 1));
    expect(before.filter((day) => day.missing === 1)).toHaveLength(missing);

    const fetched = await fetchMissing(owner, range);
    const fetchKills = await underFire(fetched.jobId, () => count("raw_events"), 15);
    expect((await days()).filter((day) => day.stored !== 1)).toEqual([]);
    const [rows] = await house.system`
      select (select count(*)::int from crm.raw_events) as raw, (select count(distinct provider_item_id)::int from crm.raw_events) as items,
        (select count(*)::int from crm.interactions) as interactions, (select sum(inbound_count)::int from crm.contact_stats) as inbound,
        (select sum(message_count)::int from crm.threads) as threaded, (select sum(stored)::int from crm.sync_batches) as told,
        (select count(*)::int from crm.sync_batches) as batches, (select count(*)::int from crm.contacts) as contacts,
        (select count(*)::int from crm.change_sets where status = 'open') as open`;
    expect(rows).toEqual({
      raw: all,
      items: all,
      interactions: all,
      inbound: all,
      threaded: all,
      told: all,
      batches: 2 + syncs,
      contacts: 20,
      open: 0,
    });

    const batches = (await listBatches(through(owner, "rest"), { limit: 50 })).items;
    const undone = await undoBatches(owner, { ids: batches.map((batch) => batch.id) });
    const undoKills = await underFire(undone.jobId, async () => all - (await count("raw_events")), 30);
    // What the mailbox was counted to hold stays, as ids, until the account goes.
    expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1, mailbox_days: expect.any(Number) });
    expect(await count("sync_batches", "where status <> 'undone'")).toBe(0);
    expect(await count("change_sets", "where status = 'open'")).toBe(0);
    expect(await count("change_sets", "where operation = 'batches.undo'")).toBe(batches.length);
    expect(await count("jobs", "where status in ('queued', 'running', 'paused')")).toBe(0);
    // Each was struck while it worked.
    expect([countKills, fetchKills, undoKills].every((killed) => killed > 0)).toBe(true);
  },
);
