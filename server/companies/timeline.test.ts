import { expect, test } from "vitest";

import { ics, vevent } from "#local/testing/calendar-files.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import type { TimelineInput, TimelinePage } from "#lib/schemas/contacts.ts";
import { contactTimeline, createContact, listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { createNote } from "#server/notes/index.ts";
import { runOperation } from "#server/registry/index.ts";
import { listBatchItems } from "#server/sync/index.ts";
import { createTask } from "#server/tasks/index.ts";

import { companyTimeline, listCompanies } from "./index.ts";

useTestDatabase();

const people = ["ann@acme.example", "bob@acme.example"];

/** Six mails with two people of one company, the last one with both; a note and a task on a person, and on the company. */
async function filled() {
  const ctx = await newOwner();
  const mails = Array.from({ length: 5 }, (_, index) => ({
    from: people[index % 2] ?? "",
    to: "me@home.example",
    subject: `Mail ${index}`,
    date: `Mon, 0${index + 1} Mar 2026 10:00:00 +0000`,
    body: `Words ${index}`,
  }));
  const both = {
    from: "me@home.example",
    to: people.join(", "),
    subject: "To both",
    date: "Tue, 09 Mar 2026 10:00:00 +0000",
    body: "Hello",
  };
  const other = { from: "eve@evil.example", to: "me@home.example", subject: "Elsewhere", body: "x" };
  await importMailbox(ctx, "inbox.mbox", mbox([...mails, both, other]), "me@home.example");
  const rest = through(ctx, "rest");
  const [acme] = (await listCompanies(rest, {})).items.filter(({ domain }) => domain === "acme.example");
  const found = (await listContacts(rest, { companyId: acme?.id })).items;
  const ann = found.find(({ primaryEmail }) => primaryEmail === people[0]);
  if (!acme || !ann) throw new Error("the import made no people");
  await createNote(ctx, { contactId: ann.id, body: "On Ann" });
  await createTask(ctx, { companyId: acme.id, title: "On Acme" });
  return { ctx, companyId: acme.id, contactId: ann.id };
}

const companyOf = (ctx: Context, input: TimelineInput) => companyTimeline(through(ctx, "rest"), input);
const titles = ({ items }: TimelinePage) => items.map(({ subject, text }) => subject ?? text);

test("a company's timeline has what happened with its people and on itself, each once, newest first", async () => {
  const { ctx, companyId: id } = await filled();
  const whole = await companyOf(ctx, { id });
  expect(titles(whole)).toEqual([
    "On Acme",
    "On Ann",
    "To both",
    "Mail 4",
    "Mail 3",
    "Mail 2",
    "Mail 1",
    "Mail 0",
  ]);
  const byPage: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await companyOf(ctx, { id, limit: 3, ...(cursor ? { cursor } : {}) });
    byPage.push(...titles(page));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(byPage).toEqual(titles(whole));
});

test("the database narrows it by kind, so that a page is full of what was asked for", async () => {
  const { ctx, companyId, contactId } = await filled();
  const asked = async (kinds: TimelineInput["kinds"], limit = 50) =>
    titles(await companyOf(ctx, { id: companyId, kinds, limit }));
  expect(await asked(["note"])).toEqual(["On Ann"]);
  expect(await asked(["task"])).toEqual(["On Acme"]);
  expect(await asked(["meeting"])).toEqual([]);
  expect(await asked(["email"], 2)).toEqual(["To both", "Mail 4"]);
  expect(await asked(["note", "task", "meeting"])).toEqual(["On Acme", "On Ann"]);
  const ann = await contactTimeline(through(ctx, "rest"), { id: contactId, kinds: ["email"], limit: 2 });
  expect(titles(ann)).toEqual(["To both", "Mail 4"]);
  expect(ann.nextCursor).not.toBeNull();
  const next = { id: contactId, kinds: ["email" as const], limit: 2, cursor: ann.nextCursor ?? "" };
  expect(titles(await contactTimeline(through(ctx, "rest"), next))).toEqual(["Mail 2", "Mail 0"]);
});

test("an unknown kind is refused with words, another workspace's company is not found, and who left the company takes their mail along", async () => {
  const { ctx, companyId: id, contactId } = await filled();
  const wrong = { id, kinds: ["fax"] };
  await expect(runOperation(through(ctx, "rest"), "companies.timeline", wrong)).rejects.toMatchObject({
    code: "invalid_input",
  });
  await expect(companyOf(await newOwner(), { id })).rejects.toMatchObject({ code: "not_found" });
  await createContact(ctx, { displayName: "Nobody" });
  await runOperation(ctx, "contacts.update", { id: contactId, companyId: null });
  expect(titles(await companyOf(ctx, { id }))).toEqual(["On Acme", "To both", "Mail 3", "Mail 1"]);
});

test("a meeting of whole days keeps its own date; of a series that of its newest occurrence", async () => {
  const ctx = await newOwner();
  const guests = ["ORGANIZER:mailto:ann@acme.example", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@home.example"];
  const file = ics(
    [
      vevent([
        "UID:1@x",
        "DTSTART;VALUE=DATE:20260328",
        "DTEND;VALUE=DATE:20260330",
        "SUMMARY:Fair",
        ...guests,
      ]),
      vevent([
        "UID:2@x",
        "DTSTART;VALUE=DATE:20260401",
        "RRULE:FREQ=DAILY;COUNT=3",
        "SUMMARY:Retreat",
        ...guests,
      ]),
      vevent(["UID:3@x", "DTSTART:20260410T100000Z", "DTEND:20260410T110000Z", "SUMMARY:Call", ...guests]),
    ],
    ["X-WR-CALNAME:me@home.example", "X-WR-TIMEZONE:Europe/Stockholm"],
  );
  const batch = await importMailbox(ctx, "calendar.ics", file, "me@home.example");
  const rest = through(ctx, "rest");
  const [ann] = (await listContacts(rest, {})).items;
  const timeline = await contactTimeline(rest, { id: ann?.id ?? "" });
  const days = [
    { subject: "Call", startDate: null },
    { subject: "Retreat", startDate: "2026-04-03" },
    { subject: "Fair", startDate: "2026-03-28", at: "2026-03-27T23:00:00.000Z" },
  ];
  expect(timeline.items).toMatchObject(days);
  const { items } = await listBatchItems(rest, { id: batch.id });
  expect(items.map(({ subject, startDate }) => ({ subject, startDate }))).toEqual(
    expect.arrayContaining(days.map(({ subject, startDate }) => ({ subject, startDate }))),
  );
});
