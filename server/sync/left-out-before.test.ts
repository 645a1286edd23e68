import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { at, who } from "#local/testing/google-calendar.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { previewOf } from "#local/testing/google-sync.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

import { approvePreview, createPreview, getPreview, selectPreview, undoBatch } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

const guests = ["ada@firm.example", "bob@firm.example", "cora@docks.example", "dora@cranes.example"];

async function someAccount() {
  const owner = await newOwner();
  const account = await google.connect(owner);
  await account.deliver(
    guests.map((from, index) => ({ from, to: account.email, id: `m${String(index)}@x` })),
  );
  account.put({
    id: "met01",
    iCalUID: "met01@x",
    summary: "Plans",
    start: at("2026-03-02T09:00:00+01:00"),
    end: at("2026-03-02T10:00:00+01:00"),
    organizer: { email: account.email, self: true },
    attendees: [...guests, "eve@new.example"].map((guest) => who(guest)),
  });
  return { owner, account };
}

test("who was unticked in the mail's preview is unticked in the calendar's, until ticked there", async () => {
  const { owner, account } = await someAccount();
  const mail = await previewOf(owner, account);
  const selection = {
    people: ["bob@firm.example"],
    domains: ["docks.example"],
    companies: ["cranes.example"],
  };
  const chosen = { ...selection, senders: ["cora@docks.example"], kinds: ["newsletter" as const] };
  await selectPreview(owner, { id: mail.id, selection: chosen });
  await approvePreview(owner, { id: mail.id });

  // Whose mail stays out says nothing of meetings.
  const calendar = await previewOf(owner, account, "calendar");
  expect(calendar).toMatchObject({
    selection: { ...selection, senders: [], kinds: [], labels: [] },
    counts: { store: 1, people: 1 },
  });
  await selectPreview(owner, { id: calendar.id, selection: { people: [] } });
  expect((await previewOf(owner, account, "calendar")).selection.people).toEqual([]);
});

test("the next preview of the same mail keeps who was left out, approved or still being looked at", async () => {
  const { owner, account } = await someAccount();
  const first = await previewOf(owner, account);
  const left = { people: ["bob@firm.example"], senders: ["cora@docks.example"] };
  const selected = await selectPreview(owner, { id: first.id, selection: left });
  const second = await previewOf(owner, account);
  expect(second.selection).toMatchObject(left);
  expect(second.counts).toEqual(selected.counts);
  expect(second.skipBy).toEqual(selected.skipBy);

  const { batchId } = await approvePreview(owner, { id: second.id, expectedHash: second.hash ?? "" });
  await runJobsOf(owner);
  expect((await previewOf(owner, account)).selection).toMatchObject(left);

  // What was taken back was chosen for nothing.
  await undoBatch(owner, { id: batchId });
  await runJobsOf(owner);
  expect((await previewOf(owner, account)).selection).toMatchObject({ people: [], senders: [] });
});

test("addresses and domains that were left out stay so where nothing else is asked", async () => {
  const { owner, account } = await someAccount();
  const { id, controls } = await previewOf(owner, account, "gmail", { excluded: ["firm.example"] });
  expect(controls.excluded).toEqual(["firm.example"]);
  await approvePreview(owner, { id });
  await runJobsOf(owner);
  const { connectionId } = account;
  const calendar = await createPreview(owner, { connectionId, source: "calendar" });
  await runJobsOf(owner);
  const found = await getPreview(through(owner, "rest"), { id: calendar.id });
  expect(found).toMatchObject({
    status: "ready",
    controls: { excluded: ["firm.example"] },
    counts: { people: 1 },
  });
  expect((await previewOf(owner, account, "calendar", {})).controls.excluded).toEqual([]);
});
