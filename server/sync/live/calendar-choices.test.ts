import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";

import type { SyncControlsInput } from "#lib/schemas/sync-controls.ts";
import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, titlesOf, who } from "#local/testing/google-calendar.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, newestBatch, syncNow } from "#local/testing/google-sync.ts";
import { rowsLeft, runJobsOf } from "#local/testing/imports.ts";
import { identityOf } from "#local/testing/ledger.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import type { Context } from "#server/core/index.ts";
import { asUser, systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { countDays, explainMissing, getDay, listBatches, listDays, undoBatch } from "../index.ts";

useTestDatabase({ IMPORT_CHUNK_SIZE: "3" });
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const without = (...kinds: ("declined" | "private" | "allDay")[]): SyncControlsInput => ({
  audience: "workspace",
  calendar: Object.fromEntries(kinds.map((kind) => [kind, false])),
});
const open = without();

/** Google's ids have no letters beyond v. */
const idOf = (name: string): string => {
  const [base = "", ...occurrence] = name.split("_");
  return [Buffer.from(base).toString("hex"), ...occurrence].join("_");
};
const meeting =
  ({ email, put }: TestAccount) =>
  (id: string, day: number, more: Record<string, unknown> = {}) => {
    const date = `2026-03-${String(day).padStart(2, "0")}`;
    put({
      id: idOf(id),
      iCalUID: `${id}@x`,
      summary: id,
      start: at(`${date}T09:00:00+01:00`),
      end: at(`${date}T10:00:00+01:00`),
      organizer: { email: "boss@corp.example" },
      attendees: [who(email, "accepted", { self: true }), who("boss@corp.example")],
      ...more,
    });
  };
/** The answer of the owner. */
const answer = ({ email }: TestAccount, response: string) => ({
  attendees: [who(email, response, { self: true }), who("boss@corp.example")],
});
/** What the account's weekly series says of its second occurrence. */
const second = (more: Record<string, unknown>) => ({
  iCalUID: "weekly@x",
  recurringEventId: idOf("weekly"),
  originalStartTime: at("2026-03-11T09:00:00+01:00"),
  ...more,
});
const weekly = { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3"] };
const secondId = "weekly_20260311T080000Z";
const titles = async (ctx: Context) =>
  (await titlesOf(ctx)).map((title) => title.slice(0, 5) + title.slice(11));
const wholeLook = async (owner: Context, account: TestAccount) => {
  await google.current.control("/__expire", { what: "sync", account: account.email });
  await syncNow(owner, account);
};
const newest = async (owner: Context): Promise<string> => {
  const { items } = await listChangeSets(through(owner, "rest"), { limit: 20 });
  return items.find(({ operation }) => operation === "connections.changeEvents")?.id ?? "";
};
const reasonOf = async (owner: Context, id: string) => {
  const [row] = await systemPool().client<{ status: string; reason: string | null; bytes: boolean }[]>`
    select status, reason, payload is not null as bytes from crm.raw_events
    where workspace_id = ${owner.workspace.id} and provider_item_id = ${`primary/${idOf(id)}`}`;
  return row;
};
/** Every table that somebody may read in which the word stands. */
const tablesWith = (ctx: Context, word: string) =>
  asUser(identityOf(ctx), async (tx) => {
    const found: string[] = [];
    for (const table of [
      "calendar_events",
      "interactions",
      "interaction_contents",
      "interaction_subjects",
      "interaction_participants",
      "event_versions",
      "contacts",
      "raw_events",
    ]) {
      const [row] = await tx.execute(
        sql`select 1 from crm.${sql.identifier(table)} t where position(${word} in to_jsonb(t)::text) > 0 limit 1`,
      );
      if (row) found.push(table);
    }
    return found;
  });

test("a meeting that becomes private is taken off, tells nobody anything, and comes back once it is open", async () => {
  const owner = await newOwner();
  const colleague = await newMember(owner, "member");
  const account = await google.connect(owner);
  const put = meeting(account);
  put("Lunch", 2, { location: "Café", description: "Bring the plan" });
  put("Dinner", 3);
  await importAccount(owner, account, "calendar", without("private"));
  expect(await titles(colleague)).toEqual(["03-02 Lunch", "03-03 Dinner"]);

  const doctor = {
    summary: "Doctor",
    visibility: "private",
    location: "Clinic",
    attendees: [who(account.email, "accepted", { self: true }), who("house@clinic.example")],
  };
  put("Lunch", 2, doctor);
  await syncNow(owner, account);
  for (const who of [owner, colleague]) {
    expect(await titles(who)).toEqual(["03-03 Dinner"]);
    for (const word of ["Doctor", "Clinic", "clinic.example"])
      expect(await tablesWith(who, word)).toEqual([]);
  }
  for (const word of ["Café", "Bring the plan"]) expect(await tablesWith(colleague, word)).toEqual([]);
  expect(await reasonOf(owner, "Lunch")).toEqual({
    status: "skipped",
    reason: "private_event",
    bytes: false,
  });

  await countDays(owner, {
    id: account.connectionId,
    source: "calendar",
    from: "2026-03-02",
    to: "2026-03-03",
  });
  await runJobsOf(owner);
  const which = { id: account.connectionId, source: "calendar" as const };
  const { days } = await listDays(through(owner, "rest"), { ...which, from: "2026-03-02", to: "2026-03-03" });
  expect(days.find(({ day }) => day === "2026-03-02")).toMatchObject({
    provider: 1,
    stored: 0,
    missing: 0,
    goneThere: 0,
    skippedBy: { private_event: 1 },
  });
  expect(await getDay(through(owner, "rest"), { ...which, day: "2026-03-02" })).toMatchObject({
    items: [{ state: "skipped", reason: "private_event" }],
  });
  const why = async (ctx: Context, about: string) =>
    (await explainMissing(through(ctx, "rest"), { about })).findings.filter(
      ({ kind }) => kind === "off_the_lists",
    );
  for (const about of ["lunch", "<Lunch@x>", "boss@corp.example"]) {
    expect(await why(owner, about)).toMatchObject([
      { subject: "Lunch", words: expect.stringContaining("private meetings were left out") },
    ]);
    expect(await why(colleague, about)).toEqual([]);
  }

  // Whoever takes that back wants it to stand as it was; what is said of it meanwhile is not for them.
  const id = await newest(owner);
  await revertChangeSet(owner, { id });
  expect(await titles(colleague)).toEqual(["03-02 Lunch", "03-03 Dinner"]);
  put("Lunch", 2, { ...doctor, summary: "Doctor again" });
  await wholeLook(owner, account);
  expect(await titles(colleague)).toEqual(["03-02 Lunch", "03-03 Dinner"]);
  expect(await tablesWith(owner, "Doctor")).toEqual([]);

  put("Lunch", 2, { summary: "Late lunch" });
  await syncNow(owner, account);
  expect(await titles(colleague)).toEqual(["03-02 Late lunch", "03-03 Dinner"]);
  expect(await reasonOf(owner, "Lunch")).toEqual({ status: "stored", reason: null, bytes: true });
  for (const one of (await listBatches(through(owner, "rest"), {})).items)
    await undoBatch(owner, { id: one.id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("what is declined is taken off and comes back; what was left out comes in, or is left out for another reason", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const put = meeting(account);
  const wholeDay = { start: { date: "2026-03-05" }, end: { date: "2026-03-06" } };
  put("Planning", 2);
  put("Declined", 3, answer(account, "declined"));
  put("Private", 4, { visibility: "private" });
  put("Day", 5, wholeDay);
  put("Early", 6, { start: at("2026-02-06T09:00:00+01:00"), end: at("2026-02-06T10:00:00+01:00") });
  put("Both", 7, { visibility: "private", ...answer(account, "declined") });
  put("Excluded", 8, { organizer: { email: "eve@spam.example" } });
  await importAccount(owner, account, "calendar", {
    ...without("declined", "private", "allDay"),
    from: "2026-03-01",
    excluded: ["spam.example"],
  });
  expect(await titles(owner)).toEqual(["03-02 Planning"]);
  expect(await reasonOf(owner, "Both")).toMatchObject({ reason: "declined" });

  put("Planning", 2, answer(account, "declined"));
  for (const id of ["Declined", "Private", "Early"])
    put(id, Number({ Declined: 3, Private: 4, Early: 6 }[id]));
  put("Day", 5);
  put("Both", 7, { visibility: "private" });
  put("Excluded", 8, { organizer: { email: "eve@spam.example" }, summary: "Still" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-03 Declined", "03-04 Private", "03-05 Day", "03-06 Early"]);
  expect((await newestBatch(owner))?.counts).toMatchObject({ stored: 4 });
  for (const [id, reason] of [
    ["Planning", "declined"],
    ["Both", "private_event"],
    ["Excluded", "excluded"],
  ] as const)
    expect(await reasonOf(owner, id)).toEqual({ status: "skipped", reason, bytes: false });
  for (const id of ["Declined", "Private", "Day", "Early"])
    expect(await reasonOf(owner, id)).toEqual({ status: "stored", reason: null, bytes: true });

  put("Planning", 2, { summary: "Planning, again" });
  put("Day", 5, wholeDay);
  put("Early", 6, { start: at("2026-02-06T09:00:00+01:00"), end: at("2026-02-06T10:00:00+01:00") });
  put("Private", 4, { status: "cancelled" });
  put("Both", 7);
  await wholeLook(owner, account);
  expect(await titles(owner)).toEqual(["03-02 Planning, again", "03-03 Declined", "03-07 Both"]);
  expect(await reasonOf(owner, "Day")).toMatchObject({ reason: "all_day" });
  expect(await reasonOf(owner, "Early")).toMatchObject({ reason: "out_of_range" });
});

test("of a series each occurrence is judged by itself, and one that is left out leaves its place empty", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const put = meeting(account);
  put("weekly", 4, weekly);
  put(secondId, 11, second({ summary: "Doctor", visibility: "private" }));
  await importAccount(owner, account, "calendar", without("private"));
  const around = ["03-04 weekly", "03-18 weekly"];
  expect(await titles(owner)).toEqual(around);
  expect(await tablesWith(owner, "Doctor")).toEqual([]);

  put(secondId, 12, second({ summary: "weekly, later" }));
  await syncNow(owner, account);
  const moved = ["03-04 weekly", "03-12 weekly, later", "03-18 weekly"];
  expect(await titles(owner)).toEqual(moved);
  put(secondId, 12, second({ summary: "Doctor", visibility: "private" }));
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(around);

  // An occurrence that nobody knew of before.
  put("weekly_20260318T080000Z", 18, {
    ...second({ summary: "Doctor", visibility: "private" }),
    originalStartTime: at("2026-03-18T09:00:00+01:00"),
  });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-04 weekly"]);
  expect(await tablesWith(owner, "Doctor")).toEqual([]);
  await wholeLook(owner, account);
  expect(await titles(owner)).toEqual(["03-04 weekly"]);

  put("weekly", 4, { ...weekly, visibility: "private" });
  put(secondId, 12, second({ summary: "weekly, open" }));
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-12 weekly, open"]);
  put("weekly", 4, weekly);
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-04 weekly", "03-12 weekly, open"]);
  for (const one of (await listBatches(through(owner, "rest"), {})).items)
    await undoBatch(owner, { id: one.id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("what was called off of a series that is left out stays so when the series comes in", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const put = meeting(account);
  put("weekly", 4, { ...weekly, visibility: "private" });
  await importAccount(owner, account, "calendar", without("private"));
  account.put({
    id: idOf(secondId),
    status: "cancelled",
    recurringEventId: idOf("weekly"),
    originalStartTime: at("2026-03-11T09:00:00+01:00"),
  });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual([]);
  put("weekly", 4, weekly);
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-04 weekly", "03-18 weekly"]);
});

test("another approval brings what the one before left out, and its rule judges what changes then", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const put = meeting(account);
  put("weekly", 4, weekly);
  put(secondId, 12, second({ summary: "weekly, later", visibility: "private" }));
  put("Lunch", 2);
  await importAccount(owner, account, "calendar", without("private"));
  put("Lunch", 2, { visibility: "private" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-04 weekly", "03-18 weekly"]);

  await importAccount(owner, account, "calendar", without("private"));
  expect(await titles(owner)).toEqual(["03-04 weekly", "03-18 weekly"]);
  await importAccount(owner, account, "calendar", open);
  const all = ["03-02 Lunch", "03-04 weekly", "03-12 weekly, later", "03-18 weekly"];
  expect(await titles(owner)).toEqual(all);

  // What stands and does not change stays, whatever is approved later.
  await importAccount(owner, account, "calendar", without("private"));
  await wholeLook(owner, account);
  expect(await titles(owner)).toEqual(all);
  put("Lunch", 2, { visibility: "private", summary: "Doctor" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(all.slice(1));
  for (const one of (await listBatches(through(owner, "rest"), {})).items)
    await undoBatch(owner, { id: one.id });
  await runJobsOf(owner);
  expect(await rowsLeft(owner)).toEqual({ connection_secrets: 1 });
});

test("what is private in one calendar goes on by another in which it is open", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  const put = meeting(account);
  const team = account.addCalendar("Team");
  const there = meeting({ ...account, put: (event) => account.put(event, team) });
  put("Lunch", 2);
  there("Lunch", 2);
  await importAccount(owner, account, "calendar", { ...without("private"), calendars: ["primary", team] });
  expect(await titles(owner)).toEqual(["03-02 Lunch"]);
  put("Lunch", 2, { visibility: "private", summary: "Doctor" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-02 Lunch"]);
  expect(await tablesWith(owner, "Doctor")).toEqual([]);
  there("Lunch", 2, { visibility: "private", summary: "Doctor" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual([]);
  expect(await tablesWith(owner, "Doctor")).toEqual([]);
  put("Lunch", 2, { summary: "Lunch at last" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-02 Lunch at last"]);
  there("Lunch", 2, { summary: "Lunch at last" });
  await syncNow(owner, account);
  expect(await titles(owner)).toEqual(["03-02 Lunch at last"]);
});
