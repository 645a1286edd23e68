import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, eventsOf, fillCalendar, titlesOf, who } from "#local/testing/google-calendar.ts";
import { type TestAccount, useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, syncNow } from "#local/testing/google-sync.ts";
import { listChangeSets, revertChangeSet } from "#server/change-sets/index.ts";
import { listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const people = async (owner: Context) =>
  (await listContacts(through(owner, "rest"), {})).items.map((item) => item.primaryEmail).sort();
const newest = async (owner: Context): Promise<string> => {
  const { items } = await listChangeSets(through(owner, "rest"), { limit: 10 });
  return items.find(({ operation }) => operation === "connections.changeEvents")?.id ?? "";
};
const lunch = (account: TestAccount, summary: string, guests: string[]) => {
  account.put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary,
    start: at("2026-03-02T13:00:00+01:00"),
    end: at("2026-03-02T14:00:00+01:00"),
    organizer: { email: account.email, self: true },
    attendees: guests.map((guest) => who(guest)),
  });
};

test("what followed a calendar is taken back change by change, stays so, and comes back again", async () => {
  const [owner, stranger] = [await newOwner(), await newOwner()];
  const viewer = await newMember(owner, "viewer");
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  const [before, met] = [await eventsOf(owner), await people(owner)];

  lunch(account, "Late lunch", ["bea@beta.example"]);
  account.put({ id: "series1", status: "cancelled" });
  await syncNow(owner, account);
  const after = await titlesOf(owner);
  expect(after).toEqual(["03-02T12:00 Late lunch", "03-03T08:00 You won", "03-27T23:00 Trip"]);
  expect(await people(owner)).toEqual([...met, "bea@beta.example"].sort());
  const id = await newest(owner);
  await expect(revertChangeSet(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(revertChangeSet(viewer, { id })).rejects.toMatchObject({ code: "forbidden" });

  const { status, changeSetId } = await revertChangeSet(owner, { id });
  expect(status).toBe("reverted");
  expect(await eventsOf(owner)).toEqual(before);
  expect(await people(owner)).toEqual(met);
  await expect(revertChangeSet(owner, { id })).rejects.toMatchObject({ code: "conflict" });

  // Neither news of others nor a whole look makes it go away again.
  await google.current.control("/__expire", { what: "sync", account: account.email });
  await syncNow(owner, account);
  expect(await eventsOf(owner)).toEqual(before);

  await revertChangeSet(owner, { id: changeSetId ?? "" });
  expect(await titlesOf(owner)).toEqual(after);
});

test("where something newer came, that stays, and the rest goes back", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  fillCalendar(account);
  await importAccount(owner, account, "calendar");
  lunch(account, "Late lunch", []);
  account.put({ id: "trip1", status: "cancelled" });
  await syncNow(owner, account);
  const first = await newest(owner);
  lunch(account, "Later lunch", []);
  await syncNow(owner, account);
  const second = await newest(owner);
  expect(second).not.toBe(first);

  await revertChangeSet(owner, { id: first });
  const titles = await titlesOf(owner);
  expect(titles).toContain("03-02T12:00 Later lunch");
  expect(titles).toContain("03-27T23:00 Trip");
  await revertChangeSet(owner, { id: second });
  expect(await titlesOf(owner)).toContain("03-02T12:00 Late lunch");
  // Google's next word is news again.
  lunch(account, "Lunch as ever", []);
  await syncNow(owner, account);
  expect(await titlesOf(owner)).toContain("03-02T12:00 Lunch as ever");
});
