import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { identityOf, inChangeSet } from "#local/testing/ledger.ts";
import { newMail, newMailbox } from "#local/testing/seed-mail.ts";
import { createContact, deleteContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";

import { getToday } from "./index.ts";
import { weekStarts } from "./week-starts.ts";

useTestDatabase();

const today = (ctx: Context) => getToday(through(ctx, "rest"), {});
const me = "me@home.example";
const toMe = { from: "ada@x.example", to: me };

async function acquaintance(ctx: Context, name: string, daysAgo: number, inbound: number, outbound: number) {
  const { id } = await createContact(ctx, { displayName: name });
  await inChangeSet(
    ctx,
    (tx) =>
      tx.execute(sql`
        insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, inbound_count, outbound_count)
        values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, 'private', ${id}, now() - interval '900 days',
          now() - make_interval(days => ${daysAgo}), ${inbound}, ${outbound})`),
    "sync",
  );
  return id;
}

const insert = (ctx: Context, statement: ReturnType<typeof sql>) =>
  asUser(identityOf(ctx), (tx) => tx.execute(statement));

test("an empty workspace has nothing waiting, 26 empty weeks and five steps to do", async () => {
  const day = await today(await newOwner());
  const none = { items: [], more: false };
  expect(day).toMatchObject({ upcoming: none, unanswered: none, quiet: none, approvals: none, jobs: none });
  expect(day.connectionsToMend).toEqual([]);
  expect(day.weeks).toHaveLength(26);
  expect(day.weeks.every(({ inbound, outbound, meetings }) => inbound + outbound + meetings === 0)).toBe(
    true,
  );
  expect(day.checklist.map(({ step, done }) => [step, done])).toEqual([
    ["connect", false],
    ["import", false],
    ["ask", false],
    ["decide", false],
    ["takeBack", false],
  ]);
});

test("unanswered mail, and whether there is more of it", async () => {
  const ctx = await newOwner();
  await newMailbox(ctx, [me]);
  for (let count = 0; count < 11; count++)
    await newMail(ctx, { ...toMe, daysAgo: 3 + count, subject: `n${String(count)}` });
  const { unanswered, checklist } = await today(ctx);
  expect(unanswered.more).toBe(true);
  expect(unanswered.items.map(({ subject }) => subject)).toEqual(
    Array.from({ length: 10 }, (_, n) => `n${String(n)}`),
  );
  expect(checklist[0]).toEqual({ step: "connect", done: true });
});

test("quiet are those one wrote with both ways, longer than thirty days ago, the closest first; a colleague has others", async () => {
  const ctx = await newOwner();
  await acquaintance(ctx, "Some", 31, 5, 5);
  await acquaintance(ctx, "Closest", 90, 50, 40);
  await acquaintance(ctx, "Recent", 29, 99, 99);
  await acquaintance(ctx, "Only they wrote", 90, 99, 0);
  await deleteContact(ctx, { id: await acquaintance(ctx, "In the bin", 90, 99, 99) });
  expect((await today(ctx)).quiet.items).toMatchObject([
    { displayName: "Closest", inboundCount: 50, outboundCount: 40 },
    { displayName: "Some" },
  ]);
  expect((await today(await newMember(ctx, "member"))).quiet.items).toEqual([]);
});

test("mail is counted by week and direction, one's own alone", async () => {
  const ctx = await newOwner();
  const member = await newMember(ctx, "member");
  await newMail(ctx, { ...toMe, daysAgo: 0 });
  await newMail(ctx, { ...toMe, daysAgo: 7 });
  await newMail(ctx, { ...toMe, daysAgo: 7, direction: "outbound", senderKind: "own" });
  await newMail(ctx, { ...toMe, daysAgo: 26 * 7 });
  await newMail(member, { ...toMe, daysAgo: 0 });
  const { weeks } = await today(ctx);
  expect(weeks.at(-1)).toMatchObject({ inbound: 1, outbound: 0 });
  expect(weeks.at(-2)).toMatchObject({ inbound: 1, outbound: 1 });
  expect(weeks.reduce((sum, { inbound, outbound }) => sum + inbound + outbound, 0)).toBe(3);
});

test("weeks begin on Monday where the person is, also across a change of clocks", () => {
  const [, october, november] = weekStarts(new Date("2026-11-01T12:00:00Z"), "Europe/Berlin", 3).map(
    ({ day, at }) => `${day} ${at.toISOString()}`,
  );
  expect(october).toBe("2026-10-19 2026-10-18T22:00:00.000Z");
  expect(november).toBe("2026-10-26 2026-10-25T23:00:00.000Z");
  const at = (now: string, zone: string) => weekStarts(new Date(now), zone, 1)[0]?.at.toISOString();
  expect(at("2026-11-02T03:00:00Z", "America/New_York")).toBe("2026-10-26T04:00:00.000Z");
  expect(at("2026-11-01T22:00:00Z", "Asia/Kolkata")).toBe("2026-11-01T18:30:00.000Z");
  expect(at("2026-11-04T00:00:00Z", "Nowhere/Land")).toBe("2026-11-02T00:00:00.000Z");
});

test("approvals, jobs, events and connections that wait are shown to their owner alone", async () => {
  const ctx = await newOwner();
  const { workspace, user } = ctx;
  const connectionId = await newMailbox(ctx, [me], "reconnect_needed");
  const failing = await newMailbox(ctx, [me]);
  await insert(
    ctx,
    sql`insert into crm.sync_cursors (id, workspace_id, owner_id, connection_id, source, error)
      values (${newId()}, ${workspace.id}, ${user.id}, ${failing}, 'gmail', '{"code":"unavailable","message":"Google is away."}')`,
  );
  await insert(
    ctx,
    sql`insert into crm.proposals (id, workspace_id, user_id, steps, source, source_key)
      values (${newId()}, ${workspace.id}, ${user.id}, '[{"operation":"tasks.create"}]', '{}', 'k'),
        (${newId()}, ${workspace.id}, ${user.id}, '[{"operation":"contacts.create","input":{"displayName":"Priya"}}]', '{}', 'l')`,
  );
  await insert(ctx, sql`update crm.proposals set status = 'failed' where source_key = 'l'`);
  for (const status of ["running", "done"]) {
    await insert(
      ctx,
      sql`insert into crm.jobs (id, workspace_id, user_id, kind, payload, status, attempts_max)
        values (${newId()}, ${workspace.id}, ${user.id}, 'batches.import', '{}', ${status}, 3)`,
    );
  }
  const { id, threadId } = await newMail(ctx, { ...toMe, subject: "Lunch", daysAgo: -1 });
  await inChangeSet(
    ctx,
    (tx) =>
      tx.execute(sql`
        insert into crm.calendar_events (id, workspace_id, owner_id, interaction_id, connection_id, calendar_id, provider_event_id,
          ical_uid, start_at, end_at, time_zone, status, recurrence, etag)
        values (${newId()}, ${workspace.id}, ${user.id}, ${id}, ${connectionId}, 'primary', 'e1', 'e1@x', now() + interval '1 day',
          now() + interval '25 hours', 'UTC', 'confirmed', '{}', 'x')`),
    "sync",
  );
  const day = await today(ctx);
  expect(day.approvals).toMatchObject({
    items: [
      { operation: "contacts.create", name: "Priya", status: "failed" },
      { operation: "tasks.create", name: null, stepCount: 1, status: "waiting" },
    ],
    more: false,
  });
  expect(day.jobs).toMatchObject({ items: [{ kind: "batches.import", status: "running" }], more: false });
  expect(day.upcoming).toMatchObject({
    items: [{ interactionId: id, threadId, title: "Lunch" }],
    more: false,
  });
  expect(day.connectionsToMend).toMatchObject([
    { id: failing, state: "failing", message: "Google is away." },
    { id: connectionId, state: "reconnect", message: null },
  ]);
  for (const other of [await newMember(ctx, "admin"), await newOwner()]) {
    const none = { items: [], more: false };
    expect(await today(other)).toMatchObject({
      approvals: none,
      jobs: none,
      upcoming: none,
      connectionsToMend: [],
    });
  }
});
