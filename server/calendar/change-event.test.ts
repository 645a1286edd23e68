import { type SQL, sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import { effectsOf, eventsAtGoogle } from "#local/testing/effects.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, eventsOf, fillCalendar, who } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, syncNow } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf, inChangeSet } from "#local/testing/ledger.ts";
import { propose } from "#local/testing/proposals.ts";
import { newEvent } from "#local/testing/seed-event.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { approveProposal, runOperation } from "#server/registry/index.ts";

import { deleteEvent, findFreeTimes, getEvent, inviteToEvent, moveEvent } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

async function withCalendar() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  const events = await eventsOf(owner);
  const idOf = (title: string) => events.find((event) => event.title === title)?.id ?? "";
  const atGoogle = (id: string) => eventsAtGoogle(google, account.email).find((event) => event.id === id);
  return { owner, account, idOf, atGoogle };
}

const back = async (owner: Context, changeSetId: string | null) => {
  await revertChangeSet(owner, { id: changeSetId ?? "" });
  await runJobsOf(owner);
};

test("a meeting is moved, keeps its length, comes back here moved, and goes back to where it was", async () => {
  const { owner, idOf, atGoogle } = await withCalendar();
  const lunch = idOf("Lunch");
  const moved = await moveEvent(owner, { id: lunch, startAt: "2026-03-05T12:30:00Z" });
  expect(atGoogle("lunch1")?.start?.dateTime).toBe("2026-03-02T12:00:00+01:00");
  await runJobsOf(owner);
  expect(atGoogle("lunch1")).toMatchObject({
    start: { dateTime: "2026-03-05T12:30:00.000Z" },
    end: { dateTime: "2026-03-05T13:30:00.000Z" },
  });
  expect((await eventsOf(owner)).find(({ id }) => id === lunch)?.startAt).toBe("2026-03-05T12:30:00.000Z");
  expect(await changeSetsOf(owner)).toContainEqual(
    expect.objectContaining({ operation: "events.move", item_count: 0 }),
  );
  // Killed after Google had done it.
  await again(owner);
  await back(owner, moved.changeSetId);
  expect(atGoogle("lunch1")?.start?.dateTime).toBe("2026-03-02T12:00:00+01:00");
  const told = await listChangeSets(through(owner, "rest"), {});
  const about = (operation: string) => told.items.find((item) => item.operation === operation)?.subject;
  for (const operation of ["events.move", "changeSets.revert"]) {
    expect(about(operation)).toMatchObject({ table: "calendar_events", rowId: lunch, label: "Lunch" });
  }

  const invited = await inviteToEvent(owner, { id: lunch, addresses: ["ann@acme.example", "new@x.example"] });
  await runJobsOf(owner);
  const guests = () => atGoogle("lunch1")?.attendees?.map(({ email }) => email) ?? [];
  expect(guests()).toContain("new@x.example");
  expect(guests().filter((email) => email === "ann@acme.example")).toHaveLength(1);
  await back(owner, invited.changeSetId);
  expect(guests()).not.toContain("new@x.example");
  expect(guests()).toContain("ann@acme.example");
});

async function again({ workspace, ...rest }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set status = 'waiting', response = jsonb_build_object('doing', response -> 'done') where workspace_id = ${workspace.id}`;
  await client`update crm.jobs set status = 'queued', attempt = 0, run_at = now(), finished_at = null
    where workspace_id = ${workspace.id} and kind = 'effects.perform'`;
  await runJobsOf({ workspace, ...rest });
}

test("a meeting that was made elsewhere is called off and stands again; of a series one occurrence", async () => {
  const { owner, account, idOf, atGoogle } = await withCalendar();
  const gone = await deleteEvent(owner, { id: idOf("Lunch") });
  await runJobsOf(owner);
  expect(atGoogle("lunch1")).toBeUndefined();
  expect((await eventsOf(owner)).some(({ title }) => title === "Lunch")).toBe(false);
  await back(owner, gone.changeSetId);
  expect(atGoogle("lunch1")).toMatchObject({ status: "confirmed" });

  account.put({
    id: "stand1",
    iCalUID: "stand@x",
    summary: "Stand-up",
    start: at("2026-03-03T09:00:00+01:00"),
    end: at("2026-03-03T09:15:00+01:00"),
    recurrence: ["RRULE:FREQ=DAILY;COUNT=4"],
    organizer: { email: account.email, self: true },
  });
  await syncNow(owner, account);
  const id = (await eventsOf(owner)).find(({ title }) => title === "Stand-up")?.id ?? "";
  await expect(deleteEvent(owner, { id })).rejects.toMatchObject({
    fields: { occurrenceAt: expect.any(String) },
  });
  await deleteEvent(owner, { id, occurrenceAt: "2026-03-04T08:00:00Z" });
  await moveEvent(owner, { id, occurrenceAt: "2026-03-05T08:00:00Z", startAt: "2026-03-05T10:00:00Z" });
  await runJobsOf(owner);
  const starts = (await eventsOf(owner))
    .filter(({ title }) => title === "Stand-up")
    .map(({ startAt }) => startAt);
  expect(starts).toEqual([
    "2026-03-03T08:00:00.000Z",
    "2026-03-05T10:00:00.000Z",
    "2026-03-06T08:00:00.000Z",
  ]);
});

test("an event that changed is shown again before it is approved, and left alone where Google alone knows that", async () => {
  const { owner, account, idOf, atGoogle } = await withCalendar();
  const id = idOf("Lunch");
  const proposal = await propose(owner, {
    operation: "events.move",
    input: { id, startAt: "2026-03-05T12:30:00Z", minutes: 30 },
  });
  const read = async () =>
    (await runOperation(through(owner, "rest"), "proposals.get", { id: proposal })) as Proposal;
  expect((await read()).steps[0]).toMatchObject({
    targets: [{ label: "Lunch" }],
    diff: [
      { field: "startAt", old: "2026-03-02T11:00:00.000Z", new: "2026-03-05T12:30:00.000Z" },
      { field: "endAt", new: "2026-03-05T13:00:00.000Z" },
    ],
  });
  const change = (hour: string) =>
    account.put({
      ...atGoogle("lunch1"),
      id: "lunch1",
      start: at(`2026-03-02T${hour}:00:00+01:00`),
      end: at(`2026-03-02T${hour}:30:00+01:00`),
    });
  change("15");
  await syncNow(owner, account);
  expect(await approveProposal(owner, { id: proposal })).toMatchObject({
    state: "stale",
    changes: [{ fields: { startAt: { now: "2026-03-02T14:00:00.000Z" } } }],
  });
  expect(await effectsOf(owner)).toEqual([]);
  change("16");
  expect(await approveProposal(owner, { id: proposal })).toMatchObject({ state: "done" });
  await runJobsOf(owner);
  expect((await read()).effects).toMatchObject([
    { state: "failed", error: expect.stringContaining("after you saw it") },
  ]);
  expect(atGoogle("lunch1")?.start?.dateTime).toBe("2026-03-02T16:00:00+01:00");
  // What it is now was read at once.
  expect((await eventsOf(owner)).find((event) => event.id === id)?.startAt).toBe("2026-03-02T15:00:00.000Z");
});

test("free times keep clear of what takes place, of series too, and of a colleague who shares; of others it is said that nothing is known", async () => {
  const owner = await newOwner();
  const { id: own } = await connectAccount(owner, { account: "me@gmail.example", grants: ["calendar"] });
  const member = await newMember(owner, "member");
  const { id: theirs } = await connectAccount(member, {
    account: "col@gmail.example",
    grants: ["calendar"],
    audience: "workspace",
  });
  const day = "2026-03-11";
  await newEvent(owner, own, { startAt: `${day}T09:00:00Z`, minutes: 60 });
  await newEvent(owner, own, { startAt: `${day}T15:00:00Z`, minutes: 120, response: "declined" });
  await newEvent(owner, own, {
    startAt: "2026-03-04T11:00:00Z",
    minutes: 120,
    recurrence: ["RRULE:FREQ=WEEKLY"],
  });
  await newEvent(member, theirs, { startAt: `${day}T13:00:00Z`, minutes: 60 });
  const { id: contactId } = await createContact(owner, { displayName: "Ann", emails: ["ann@x.example"] });
  const wanted = { from: `${day}T00:00:00Z`, to: `${day}T23:00:00Z`, minutes: 60 };
  const hours = async (more: Record<string, unknown>) => {
    const found = await findFreeTimes(through(owner, "rest"), { ...wanted, ...more });
    return { ...found, items: found.items.map(({ startAt }) => startAt.slice(11, 16)) };
  };
  expect((await hours({})).items).toEqual(["10:00", "13:00", "14:00", "15:00", "16:00"]);
  expect(await hours({ addresses: ["col@gmail.example"], contactIds: [contactId] })).toMatchObject({
    timeZone: "UTC",
    items: ["10:00", "14:00", "15:00", "16:00"],
    people: [
      { address: "ann@x.example", known: false },
      { address: "col@gmail.example", known: true },
    ],
  });
});

test("refused with words: whole days, files, what others organise, no grant, strangers, viewers", async () => {
  const { owner, account, idOf } = await withCalendar();
  account.put({
    id: "theirs1",
    iCalUID: "theirs@x",
    summary: "Theirs",
    start: at("2026-03-06T09:00:00+01:00"),
    end: at("2026-03-06T10:00:00+01:00"),
    organizer: { email: "boss@corp.example" },
    attendees: [who(account.email, "accepted", { self: true }), who("boss@corp.example")],
  });
  await syncNow(owner, account);
  const theirs = (await eventsOf(owner)).find(({ title }) => title === "Theirs")?.id ?? "";
  const lunch = idOf("Lunch");
  const to = { startAt: "2026-03-20T10:00:00Z" };
  await expect(moveEvent(owner, { id: idOf("Trip"), ...to })).rejects.toMatchObject({ code: "unsupported" });
  await expect(moveEvent(owner, { id: theirs, ...to })).rejects.toMatchObject({
    message: expect.stringContaining("Only boss@corp.example"),
  });
  await expect(deleteEvent(owner, { id: theirs })).rejects.toMatchObject({ code: "forbidden" });
  const fixed = async (id: string) => (await getEvent(through(owner, "rest"), { id })).fixed;
  expect(await fixed(theirs)).toContain("Only boss@corp.example can change this event.");
  expect(await fixed(lunch)).toBeNull();
  // Of a calendar of one's own beside the main one, Google names the calendar as who organises.
  const write = (statement: SQL) => inChangeSet(owner, (tx) => tx.execute(statement), "sync");
  await write(sql`update crm.calendar_events set calendar_id = 'boss@corp.example' where id = ${theirs}`);
  expect(await fixed(theirs)).toBeNull();
  await write(sql`
    insert into crm.account_calendars (id, workspace_id, owner_id, audience, connection_id, calendar_id, name, time_zone, role)
    values (gen_random_uuid(), ${owner.workspace.id}, ${owner.user.id}, 'private', ${account.connectionId}, 'boss@corp.example', 'Team', 'UTC', 'reader')`);
  expect(await fixed(theirs)).toContain("to read");
  const stranger = await newOwner();
  await google.connect(stranger);
  const viewer = await newMember(owner, "viewer");
  for (const [ctx, code] of [
    [stranger, "not_found"],
    [viewer, "forbidden"],
  ] as const) {
    await expect(moveEvent(ctx, { id: lunch, ...to })).rejects.toMatchObject({ code });
    await expect(inviteToEvent(ctx, { id: lunch, addresses: ["x@x.example"] })).rejects.toMatchObject({
      code,
    });
    await expect(deleteEvent(ctx, { id: lunch })).rejects.toMatchObject({ code });
  }
  await connectAccount(owner, { account: account.email, grants: ["calendar"] });
  await expect(moveEvent(owner, { id: lunch, ...to })).rejects.toMatchObject({
    message: expect.stringContaining("Settings, Google"),
  });
});
