import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, fillCalendar, titlesOf, who } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, syncNow } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { inChangeSet } from "#local/testing/ledger.ts";
import { listContacts } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { listBatches, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test("changes, new and called-off events arrive by the sync token, and by a full look where that is too old", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fillCalendar(account);
  const first = await importAccount(owner, account, "calendar");
  await syncNow(owner, account);
  expect((await listBatches(through(owner, "rest"), { limit: 1 })).items[0]?.id).toBe(first.id);

  const organizer = { email: account.email, self: true };
  account.put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Long lunch",
    start: at("2026-03-02T12:00:00+01:00"),
    end: at("2026-03-02T15:00:00+01:00"),
    organizer,
    attendees: [who("bea@beta.example")],
  });
  account.put({ id: "spam1", status: "cancelled" });
  account.put({
    id: "dinner1",
    iCalUID: "dinner@x",
    summary: "Dinner",
    start: at("2026-03-05T19:00:00+01:00"),
    end: at("2026-03-05T21:00:00+01:00"),
    organizer,
    attendees: [who("cid@gamma.example")],
  });
  await syncNow(owner, account);
  expect(await titlesOf(owner)).toEqual([
    "03-02T11:00 Long lunch",
    "03-04T08:00 Weekly",
    "03-05T18:00 Dinner",
    "03-11T14:00 Weekly, later",
    "03-27T23:00 Trip",
  ]);
  const [later] = (await listBatches(through(owner, "rest"), { limit: 1 })).items;
  expect(later).toMatchObject({
    previewId: null,
    source: "calendar",
    counts: { total: 1, stored: 1, contacts: 1 },
  });
  const names = (await listContacts(through(owner, "rest"), {})).items.map(
    ({ primaryEmail }) => primaryEmail,
  );
  expect(names.sort()).toEqual([
    "ann@acme.example",
    "bea@beta.example",
    "boss@corp.example",
    "cid@gamma.example",
  ]);
  const stats = await systemPool().client`
    select 1 from crm.contact_stats s join crm.contacts c on c.id = s.contact_id
    where c.primary_email = 'ann@acme.example' and c.workspace_id = ${owner.workspace.id}`;
  expect(stats).toEqual([]);

  account.put({ id: "trip1", status: "cancelled" });
  account.put({
    id: "drinks1",
    iCalUID: "drinks@x",
    summary: "Drinks",
    start: at("2026-03-06T19:00:00+01:00"),
    end: at("2026-03-06T21:00:00+01:00"),
    organizer,
  });
  await google.current.control("/__expire", { what: "sync", account: account.email });
  await syncNow(owner, account);
  expect(await titlesOf(owner)).toEqual([
    "03-02T11:00 Long lunch",
    "03-04T08:00 Weekly",
    "03-05T18:00 Dinner",
    "03-06T18:00 Drinks",
    "03-11T14:00 Weekly, later",
  ]);
  for (const { id } of (await listBatches(through(owner, "rest"), {})).items) await undoBatch(owner, { id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("a meeting touches its people once it has been", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const soon = new Date(Date.now() + 3_600_000);
  const meeting = (id: string, start: Date, more: Record<string, unknown> = {}) => {
    account.put({
      id,
      iCalUID: `${id}@x`,
      summary: id,
      start: { dateTime: start.toISOString() },
      end: { dateTime: new Date(start.getTime() + 60_000).toISOString() },
      organizer: { email: account.email, self: true },
      attendees: [who(`${id}@acme.example`)],
      ...more,
    });
  };
  meeting("single", soon);
  meeting("everi", new Date(Date.now() - 10 * 86_400_000), { recurrence: ["RRULE:FREQ=DAILY"] });
  await importAccount(owner, account, "calendar");
  const { client } = systemPool();
  const touched = async () =>
    (
      await client<{ address: string }[]>`
        select c.primary_email as address from crm.contact_stats s join crm.contacts c on c.id = s.contact_id
        where c.workspace_id = ${owner.workspace.id} order by 1`
    ).map(({ address }) => address);
  expect(await touched()).toEqual(["everi@acme.example"]);

  // As if it were later: the meeting was a minute ago, the last occurrence that is known two days.
  await inChangeSet(
    owner,
    async (tx) => {
      await tx.execute(sql`
        update crm.interaction_participants p set occurred_at = case when c.subject = 'single' then now() - interval '1 minute'
          else p.occurred_at - interval '2 days' end
        from crm.interaction_contents c where c.interaction_id = p.interaction_id`);
      await tx.execute(sql`update crm.interactions set occurred_at = occurred_at - interval '2 days'`);
      await tx.execute(sql`update crm.sync_cursors set synced_at = now() - interval '1 hour'`);
    },
    "sync",
  );
  await syncNow(owner, account);
  expect(await touched()).toEqual(["everi@acme.example", "single@acme.example"]);
  const [series] = await client<{ fresh: boolean }[]>`
    select max(occurred_at) > now() - interval '25 hours' as fresh from crm.interaction_participants
    where workspace_id = ${owner.workspace.id} and address = 'everi@acme.example'`;
  expect(series).toEqual({ fresh: true });
});

test("a series that comes back brings what was called off of it before, and what had no place here until then", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  const series = {
    id: "choir1",
    iCalUID: "choir@x",
    summary: "Choir",
    start: at("2026-03-03T18:00:00+01:00"),
    end: at("2026-03-03T19:00:00+01:00"),
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"],
    organizer: { email: account.email, self: true },
  };
  const off = ["choir1_20260310T170000Z", "choir1_20260317T170000Z"];
  account.put(series);
  for (const [index, id] of off.entries()) {
    account.put({
      id,
      status: "cancelled",
      recurringEventId: "choir1",
      iCalUID: "choir@x",
      originalStartTime: at(`2026-03-${String(10 + 7 * index)}T18:00:00+01:00`),
    });
  }
  account.put({ ...series, status: "cancelled" });
  await syncNow(owner, account);
  const { client } = systemPool();
  const events = async () =>
    (
      await client<{ told: string }[]>`
        select provider_event_id || ' ' || status as told from crm.calendar_events
        where workspace_id = ${owner.workspace.id} and (provider_event_id = 'choir1' or series_event_id = 'choir1') order by 1`
    ).map(({ told }) => told);
  expect(await events()).toEqual([]);
  // As an import notes one whose series is in nobody's sight.
  await client`
    insert into crm.raw_events (id, workspace_id, owner_id, audience, connection_id, batch_id, source, provider_item_id, status, reason,
      byte_size, encoding)
    select gen_random_uuid(), workspace_id, owner_id, audience, connection_id, batch_id, source, ${`primary/${off[0] ?? ""}`}, 'skipped',
      'called_off', 2, 'none' from crm.raw_events where connection_id = ${account.connectionId} limit 1`;

  account.put(series);
  await syncNow(owner, account);
  expect(await events()).toEqual(["choir1 confirmed", ...off.map((id) => `${id} cancelled`)]);
  const items = await client`
    select provider_item_id from crm.raw_events
    where connection_id = ${account.connectionId} and starts_with(provider_item_id, 'primary/choir1')`;
  expect(items).toHaveLength(3);
  // No news of it is asked for twice.
  const asked = () => google.requests(/calendars\/primary\/events/);
  const before = await asked();
  account.put({ ...series, summary: "Choir, as ever" });
  await syncNow(owner, account);
  expect((await asked()) - before).toBe(1);
  expect(await events()).toEqual(["choir1 confirmed", ...off.map((id) => `${id} cancelled`)]);
});
