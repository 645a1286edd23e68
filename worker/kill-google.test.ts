import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import { newOwner, through } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { useHouseUnderFire } from "#local/testing/under-fire.ts";
import { until } from "#local/testing/until.ts";
import { approvePreview, createPreview, getBatch, getPreview, syncConnection } from "#server/sync/index.ts";

const mailCount = 400;
/** In the import; one more in the preview, and one in the sync that follows. KILLS=18 makes twenty of them. */
const kills = Number(process.env["KILLS"] ?? 8);
const chunkSize = 10;
const limitMs = 300_000;

const house = useHouseUnderFire("kill-google", chunkSize);
const google = useGoogleStandIn();

async function killWorker(minutesOff = 0): Promise<void> {
  await house.workers.kill();
  house.workers.start(minutesOff);
}

/** What befalls the rest of the house when the worker is killed for this time. */
async function accident(killed: number): Promise<void> {
  if (killed === 2) await house.flushRedis();
  if (killed === 4) await house.restartPostgres();
}

/** Five minutes behind, then ahead. */
const clockAfter = (killed: number): number => (killed === 5 ? -5 : killed === 6 ? 5 : 0);

const mails = (email: string, tag: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    from: `P ${String(index % 40)} <p${String(index % 40)}@people.example>`,
    to: email,
    id: `${tag}${String(index)}@mail.example`,
    date: new Date(Date.UTC(2026, 0, 1, index)).toUTCString(),
  }));

test(
  "a mailbox is previewed, imported and followed exactly, whatever befalls worker, Redis, Postgres and clocks",
  { timeout: limitMs },
  async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    await account.deliver(mails(account.email, "a", mailCount));
    const { system, workers } = house;
    workers.start();
    const { id: previewId } = await createPreview(owner, { connectionId: account.connectionId });
    const headersRead = async () => {
      const [row] = await system<{ count: number }[]>`
        select count(*)::int as count from crm.preview_pages, jsonb_object_keys(details)`;
      return row?.count ?? 0;
    };
    await until("some headers", async () => (await headersRead()) > 50, limitMs);
    await killWorker();
    const preview = () => getPreview(through(owner, "rest"), { id: previewId });
    await until("the preview", async () => (await preview()).status === "ready", limitMs);
    expect((await preview()).counts).toMatchObject({ total: mailCount, store: mailCount, people: 40 });

    await google.current.control("/__requests", undefined, "DELETE");
    const { batchId } = await approvePreview(owner, { id: previewId });
    const batch = () => getBatch(through(owner, "rest"), { id: batchId });
    for (let killed = 0; killed < kills; killed++) {
      const target = (await batch()).counts.stored + 1 + Math.floor(Math.random() * 20);
      await until(
        "progress",
        async () => {
          const { counts, status } = await batch();
          return counts.stored >= target || status === "done";
        },
        limitMs,
      );
      await wait(Math.random() * 40);
      await accident(killed);
      await killWorker(clockAfter(killed));
    }
    await until("the end", async () => (await batch()).status === "done", limitMs);
    expect((await batch()).counts).toMatchObject({
      total: mailCount,
      stored: mailCount,
      skipped: 0,
      failed: 0,
      contacts: 40,
    });

    // A kill costs the chunk that was being written and the one that was fetched ahead, and no more.
    const { byPath } = (await google.current.control("/__counts")) as { byPath: Record<string, number> };
    const fetched = byPath["GET /gmail/v1/users/:userId/messages/:id"] ?? 0;
    expect(fetched).toBeLessThanOrEqual(mailCount + (kills + 1) * 2 * chunkSize);

    await account.deliver(mails(account.email, "b", 60));
    await syncConnection(owner, { id: account.connectionId });
    const stored = async () => {
      const [row] = await system<{ count: number }[]>`select count(*)::int as count from crm.interactions`;
      return row?.count ?? 0;
    };
    await until("some of the new mail", async () => (await stored()) > mailCount, limitMs);
    await killWorker();
    const waiting = async () => {
      const [row] = await system<{ count: number }[]>`
        select count(*)::int as count from crm.jobs where status in ('queued', 'running', 'paused')`;
      return row?.count ?? 0;
    };
    await until("all jobs", async () => (await waiting()) === 0, limitMs);

    const [rows] = await system`
      select (select count(*)::int from crm.raw_events) as raw, (select count(distinct message_key)::int from crm.interactions) as keys,
        (select count(*)::int from crm.interactions) as interactions, (select count(*)::int from crm.contacts) as contacts,
        (select sum(inbound_count)::int from crm.contact_stats) as inbound, (select count(*)::int from crm.sync_batches) as batches,
        (select count(*)::int from crm.jobs where status = 'done') as done,
        (select count(*)::int from crm.change_sets where status = 'open') as open`;
    const all = mailCount + 60;
    expect(rows).toEqual({
      raw: all,
      keys: all,
      interactions: all,
      contacts: 40,
      inbound: all,
      batches: 2,
      done: 3,
      open: 0,
    });
  },
);
