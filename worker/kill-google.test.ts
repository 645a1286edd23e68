import { setTimeout as wait } from "node:timers/promises";

import { expect, test } from "vitest";

import type { Batch } from "#lib/schemas/batches.ts";
import { newOwner, through } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { useHouseUnderFire } from "#local/testing/under-fire.ts";
import { until } from "#local/testing/until.ts";
import { approvePreview, createPreview, getBatch, getPreview, syncConnection } from "#server/sync/index.ts";

const mailCount = 400;
const eventCount = 150;
/** In the import; one more in the preview, and one in the sync that follows. KILLS=18 makes twenty of them. */
const kills = Number(process.env["KILLS"] ?? 8);
const chunkSize = 10;
const limitMs = 300_000;

const house = useHouseUnderFire("kill-google", chunkSize);
const google = useGoogleStandIn();

/** Meanwhile, with nobody at work, it is looked at what the pages say. */
async function killWorker(minutesOff = 0, look?: () => Promise<void>): Promise<void> {
  await house.workers.kill();
  await look?.();
  house.workers.start(minutesOff);
}

/** What befalls the rest of the house when the worker is killed for this time. */
async function accident(killed: number): Promise<void> {
  if (killed === 2) await house.flushRedis();
  if (killed === 4) await house.restartPostgres();
}

/** Five minutes behind, then ahead. */
const clockAfter = (killed: number): number => (killed === 5 ? -5 : killed === 6 ? 5 : 0);

/** What the page of an import says is what stands in the tables, and it has not given up. */
async function expectTruth(read: () => Promise<Batch>): Promise<void> {
  const differing = async () => {
    const { id, counts, progress } = await read();
    const [rows] = await house.system`
      select count(*) filter (where status = 'stored')::int as stored, count(*) filter (where status <> 'stored')::int as others
      from crm.raw_events where batch_id = ${id}`;
    const told = { stored: counts.stored, others: counts.skipped + counts.failed };
    const isTrue = told.stored === rows?.["stored"] && told.others === rows?.["others"];
    return isTrue && (!progress || progress.done === told.stored + told.others)
      ? null
      : { told, rows, progress };
  };
  // What the worker had sent when it died may be committed in this moment.
  await expect.poll(differing).toBeNull();
  const { status, error } = await read();
  expect(status).toMatch(/^(queued|running|done)$/);
  expect(error).toBeNull();
}

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
      await killWorker(clockAfter(killed), () => expectTruth(batch));
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

test(
  "a calendar is imported and followed exactly, however often the worker is killed",
  { timeout: limitMs },
  async () => {
    const owner = await newOwner();
    const account = await google.connect(owner);
    const { system, workers } = house;
    const meet = (number: number, title: string) => {
      const start = new Date(Date.UTC(2026, 0, 1, number)).toISOString();
      const end = new Date(Date.UTC(2026, 0, 1, number, 30)).toISOString();
      account.put({
        id: `meet${String(number)}`,
        iCalUID: `meet${String(number)}@x`,
        summary: title,
        start: { dateTime: start },
        end: { dateTime: end },
        organizer: { email: account.email, self: true },
        attendees: [{ email: `m${String(number % 30)}@people.example`, responseStatus: "accepted" }],
      });
    };
    for (let number = 0; number < eventCount; number++) meet(number, "before");
    workers.start();
    const { id } = await createPreview(owner, { connectionId: account.connectionId, source: "calendar" });
    const preview = () => getPreview(through(owner, "rest"), { id });
    await until("the preview", async () => (await preview()).status === "ready", limitMs);
    const { batchId } = await approvePreview(owner, { id });
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
      await killWorker(0, () => expectTruth(batch));
    }
    await until("the end", async () => (await batch()).status === "done", limitMs);

    // Changed, called off and new: killed while the changes are written.
    for (let number = 0; number < eventCount; number++) {
      if (number % 3 === 0) meet(number, "after");
      if (number % 3 === 1) account.put({ id: `meet${String(number)}`, status: "cancelled" });
    }
    for (let number = eventCount; number < eventCount + 30; number++) meet(number, "new");
    const { jobId } = await syncConnection(owner, { id: account.connectionId });
    const count = async (where: string) => {
      const [row] = await system.unsafe<{ count: number }[]>(`
        select count(*)::int as count from crm.calendar_events e join crm.interaction_contents c on c.interaction_id = e.interaction_id
        where e.workspace_id = '${owner.workspace.id}' and ${where}`);
      return row?.count ?? 0;
    };
    await until("some changes", async () => (await count("c.subject = 'after'")) > 0, limitMs);
    await killWorker();
    const ended = async () => {
      const [job] = await system<{ status: string }[]>`select status from crm.jobs where id = ${jobId ?? ""}`;
      return job?.status === "done";
    };
    await until("the sync", ended, limitMs);
    const third = eventCount / 3;
    expect(await count("c.subject = 'after' and e.status = 'confirmed'")).toBe(third);
    expect(await count("e.status = 'cancelled'")).toBe(third);
    expect(await count("c.subject = 'before' and e.status = 'confirmed'")).toBe(third);
    expect(await count("c.subject = 'new' and e.status = 'confirmed'")).toBe(30);
    const [rows] = await system`
      select count(*)::int as raw, count(distinct provider_item_id)::int as items,
        (select count(*)::int from crm.interactions where workspace_id = ${owner.workspace.id}) as meetings,
        (select count(*)::int from crm.change_sets where workspace_id = ${owner.workspace.id} and status = 'open') as open
      from crm.raw_events where workspace_id = ${owner.workspace.id}`;
    expect(rows).toEqual({
      raw: eventCount + 30,
      items: eventCount + 30,
      meetings: eventCount + 30,
      open: 0,
    });
  },
);
