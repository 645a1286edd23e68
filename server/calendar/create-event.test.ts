import { afterAll, expect, test } from "vitest";

import { effectsOf, eventsAtGoogle } from "#local/testing/effects.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { at, eventsOf } from "#local/testing/google-calendar.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { changeSetsOf, latestChangeSet } from "#local/testing/ledger.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { createContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { createEvent, deleteEvent } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

const meeting = { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 };

async function connected() {
  const owner = await newOwner();
  return { owner, account: await google.connect(owner) };
}

const atGoogle = (email: string) => eventsAtGoogle(google, email).filter(({ id }) => id !== earlier.id);

/** What the calendar holds already, so that it can be imported and is followed from then on. */
const earlier = { id: "earlier1", iCalUID: "earlier@x", summary: "Earlier" };

const eventPath = "/calendar/v3/calendars/primary/events";

test("a meeting is put into the calendar once, with who is invited, and comes back as an event", async () => {
  const { owner, account } = await connected();
  account.put({ ...earlier, start: at("2026-01-05T09:00:00Z"), end: at("2026-01-05T10:00:00Z") });
  await importAccount(owner, account, "calendar");
  const { id: contactId } = await createContact(owner, { displayName: "Ada", emails: ["ada@x.example"] });
  const { effectId } = await createEvent(owner, {
    ...meeting,
    contactIds: [contactId],
    addresses: ["ada@x.example", account.email, "bea@x.example"],
    location: "Café",
  });
  // Nothing has left the house yet.
  expect(atGoogle(account.email)).toEqual([]);
  await runJobsOf(owner);

  const [made, ...others] = atGoogle(account.email);
  expect(others).toEqual([]);
  expect(made).toMatchObject({
    summary: "Looms",
    location: "Café",
    start: { dateTime: "2026-03-10T10:00:00.000Z" },
    end: { dateTime: "2026-03-10T10:45:00.000Z" },
  });
  expect(made?.attendees?.map(({ email }) => email)).toEqual(["ada@x.example", "bea@x.example"]);
  expect(await effectsOf(owner)).toMatchObject([
    { id: effectId, status: "done", response: { done: { eventId: made?.id } } },
  ]);
  const local = await eventsOf(owner);
  expect(local).toMatchObject([{ title: "Looms", startAt: "2026-03-10T10:00:00.000Z" }]);
  expect(await changeSetsOf(owner)).toContainEqual(
    expect.objectContaining({ operation: "events.create", item_count: 0 }),
  );

  // The event itself is named, as people and the model know it.
  expect(await deleteEvent(owner, { id: local[0]?.id ?? "" })).toMatchObject({ calledBack: true });
  await runJobsOf(owner);
  expect(atGoogle(account.email)).toEqual([]);
  expect(await eventsOf(owner)).toEqual([]);
});

test("taking the change back calls the meeting off at Google; before it was made, it never is", async () => {
  const { owner, account } = await connected();
  await createEvent(owner, meeting);
  const first = await latestChangeSet(owner);
  await runJobsOf(owner);
  expect(atGoogle(account.email)).toHaveLength(1);
  expect(await revertChangeSet(owner, { id: first })).toMatchObject({
    status: "reverted",
    changeSetId: expect.any(String),
  });
  await runJobsOf(owner);
  expect(atGoogle(account.email)).toEqual([]);
  await expect(revertChangeSet(owner, { id: first })).rejects.toMatchObject({ code: "conflict" });

  await createEvent(owner, meeting);
  await revertChangeSet(owner, { id: await latestChangeSet(owner) });
  await runJobsOf(owner);
  expect(atGoogle(account.email)).toEqual([]);
  expect(await effectsOf(owner)).toMatchObject([
    { status: "cancelled", response: { undone: true } },
    { status: "cancelled", response: { undone: true } },
  ]);
});

test("an answer that was lost, and a worker that died before it could say so, make no second event", async () => {
  const { owner, account } = await connected();
  await createEvent(owner, meeting);
  await runJobsOf(owner);
  // As it stands where the worker was killed after Google had answered.
  await again(owner);
  expect(atGoogle(account.email)).toHaveLength(1);
  expect(await effectsOf(owner)).toMatchObject([{ status: "done" }]);

  // Even where Google's own look-up lags behind: the id is taken.
  await google.fault({ method: "GET", path: `${eventPath}/`, status: 404 });
  await again(owner);
  expect(atGoogle(account.email)).toHaveLength(1);
  expect(await effectsOf(owner)).toMatchObject([{ status: "done" }]);
});

async function again({ workspace, ...rest }: Context): Promise<void> {
  const { client } = systemPool();
  await client`update crm.effects set status = 'waiting', response = null where workspace_id = ${workspace.id}`;
  await client`update crm.jobs set status = 'queued', attempt = 0, run_at = now(), finished_at = null
    where workspace_id = ${workspace.id} and kind = 'effects.perform'`;
  await runJobsOf({ workspace, ...rest });
}

test("Google in trouble is waited for; what it refuses is said in words", async () => {
  const { owner, account } = await connected();
  await google.fault({ method: "POST", path: eventPath, status: 503 });
  await createEvent(owner, meeting);
  await runJobsOf(owner);
  expect(atGoogle(account.email)).toHaveLength(1);

  await google.fault({ method: "POST", path: eventPath, status: 403, reason: "insufficientPermissions" });
  const { jobId } = await createEvent(owner, { ...meeting, title: "Mills" });
  await runJobsOf(owner);
  const [job] = await systemPool().client<{ status: string; error: { message: string } }[]>`
    select status, error from crm.jobs where id = ${jobId}`;
  expect(job).toMatchObject({ status: "failed", error: { message: expect.stringContaining("allowed") } });
  expect((await effectsOf(owner)).at(-1)).toMatchObject({ status: "failed", attempts: 1 });
});

test("refused with words: no account, no grant, several accounts, a contact without address, strangers, viewers", async () => {
  const owner = await newOwner();
  await expect(createEvent(owner, meeting)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("Settings, Google"),
  });
  const readOnly = await connectAccount(owner, { account: "ada@gmail.example", grants: ["calendar"] });
  await expect(createEvent(owner, meeting)).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("ada@gmail.example"),
  });
  expect(await effectsOf(owner)).toEqual([]);
  const account = await google.connect(owner);
  const { id } = await createContact(owner, { displayName: "Ada" });
  await expect(createEvent(owner, { ...meeting, contactIds: [id] })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("no address yet"),
  });
  await google.connect(owner);
  await expect(createEvent(owner, meeting)).rejects.toMatchObject({
    fields: { connectionId: expect.any(String) },
  });
  const { effectId } = await createEvent(owner, { ...meeting, connectionId: account.connectionId });

  const stranger = await newOwner();
  await google.connect(stranger);
  const foreign = { ...meeting, contactIds: [id] };
  await expect(createEvent(stranger, foreign)).rejects.toMatchObject({ code: "not_found" });
  await expect(createEvent(stranger, { ...meeting, connectionId: readOnly.id })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(deleteEvent(stranger, { id: effectId })).rejects.toMatchObject({ code: "not_found" });
  const viewer = await newMember(owner, "viewer");
  await expect(createEvent(viewer, meeting)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createEvent(through(owner, "batch"), meeting)).rejects.toMatchObject({ code: "forbidden" });
});
