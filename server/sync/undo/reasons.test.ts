import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { who } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount } from "#local/testing/google-sync.ts";
import { importMailbox, runJobsOf } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { createNote } from "#server/notes/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { listKept, undoBatch } from "../index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const from = (name: string) => ({
  from: `${name} <${name.toLowerCase()}@${name.toLowerCase()}.example>`,
  id: `${name}@mail.example`,
});

/** Mail of five people; with two there are meetings too, one of them has mail elsewhere as well, and on one is a note. */
async function undone(prepare: (owner: Context) => Promise<unknown> = () => Promise.resolve()) {
  const owner = await newOwner();
  await prepare(owner);
  const account = await google.connect(owner);
  const mails = ["Meets", "Both", "Writes", "Noted", "Gone"].map(from);
  await account.deliver(mails.map((mail) => ({ ...mail, to: account.email })));
  for (const [n, guest] of ["meets@meets.example", "both@both.example"].entries()) {
    account.put({
      id: `talk${String(n)}`,
      iCalUID: `${guest}@x`,
      summary: "Talk",
      start: { dateTime: "2026-03-02T12:00:00Z" },
      end: { dateTime: "2026-03-02T13:00:00Z" },
      organizer: { email: account.email, self: true },
      attendees: [who(account.email, "accepted", { self: true }), who(guest)],
    });
  }
  const batch = await importAccount(owner, account);
  await importAccount(owner, account, "calendar");
  const again = ["Both", "Writes"].map((name) => ({ ...from(name), id: `${name}-2@mail.example` }));
  await importMailbox(
    owner,
    "more.mbox",
    mbox(again.map((mail) => ({ ...mail, to: account.email }))),
    account.email,
  );
  const people = (await listContacts(through(owner, "rest"), {})).items;
  const noted = people.find(({ primaryEmail }) => primaryEmail === "noted@noted.example");
  await createNote(owner, { contactId: noted?.id ?? "", body: "Likes tea" });
  await undoBatch(owner, { id: batch.id });
  await runJobsOf(owner);
  const { items } = await listKept(through(owner, "rest"), { id: batch.id });
  return Object.fromEntries(items.map(({ table, name, why }) => [`${table} ${name}`, why]));
}

test("each record that stays says what it stays for", async () => {
  expect(await undone()).toEqual({
    "contacts Meets": "meetings with them are still here",
    "contacts Both": "other mail of theirs and meetings with them are still here",
    "contacts Writes": "other mail of theirs is still here",
    "contacts Noted": "you changed it since",
    "companies Meets": "a contact that was kept belongs to it",
    "companies Both": "a contact that was kept belongs to it",
    "companies Writes": "a contact that was kept belongs to it",
    "companies Noted": "a contact that was kept belongs to it",
  });
});

test("where others work too it does not say who it was", async () => {
  const kept = await undone((owner) => newMember(owner, "member"));
  expect(kept["contacts Noted"]).toBe("somebody changed it since");
});
