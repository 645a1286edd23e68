import { afterAll, expect, test } from "vitest";

import { effectsOf, eventsAtGoogle } from "#local/testing/effects.ts";
import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { runJobsOf } from "#local/testing/imports.ts";
import { approvalsOf, propose } from "#local/testing/proposals.ts";
import { createContact } from "#server/contacts/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { runOperation } from "#server/registry/index.ts";

import { approveProposal, getProposal } from "./index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(closeQueues);

const meeting = { title: "Looms", startAt: "2026-03-10T10:00:00Z", minutes: 45 };

test("what leaves the house is proposed, shows who is written to, and approved twice happens once", async () => {
  const owner = await newOwner();
  const { email } = await google.connect(owner);
  const { id: contactId } = await createContact(owner, { displayName: "Ada", emails: ["ada@x.example"] });
  const id = await propose(owner, {
    operation: "events.create",
    input: { ...meeting, contactIds: [contactId], addresses: ["bea@x.example"] },
  });
  expect(await effectsOf(owner)).toEqual([]);
  const { steps } = await getProposal(through(owner, "rest"), { id });
  expect(steps[0]?.mentions).toMatchObject([
    { field: "contactIds", id: contactId, label: "Ada <ada@x.example>" },
  ]);

  const results = await Promise.all([approveProposal(owner, { id }), approveProposal(owner, { id })]);
  expect(results.map(({ state }) => state)).toEqual(["done", "done"]);
  await runJobsOf(owner);
  expect(eventsAtGoogle(google, email)).toHaveLength(1);
  expect(await effectsOf(owner)).toMatchObject([{ status: "done" }]);

  const [approval, ...others] = await approvalsOf(owner);
  expect(others).toEqual([]);
  expect(results[0]?.changeSetId).toBe(approval?.id);
  await revertChangeSet(owner, { id: approval?.id ?? "" });
  await runJobsOf(owner);
  expect(eventsAtGoogle(google, email)).toEqual([]);
});

test("a step that fails beside it lets nothing out", async () => {
  const owner = await newOwner();
  await google.connect(owner);
  const id = await propose(
    owner,
    { operation: "events.create", input: meeting },
    { operation: "contacts.create", input: { displayName: "Ada", emails: ["ada@x.example"] } },
  );
  await createContact(owner, { displayName: "Other", emails: ["ada@x.example"] });
  expect(await approveProposal(owner, { id })).toMatchObject({ state: "failed", changeSetId: null });
  expect(await effectsOf(owner)).toEqual([]);
});

test("what would be refused is refused before anybody is asked", async () => {
  const owner = await newOwner();
  await expect(propose(owner, { operation: "events.create", input: meeting })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("Settings, Google"),
  });
  const { items } = (await runOperation(through(owner, "rest"), "proposals.list", {})) as {
    items: unknown[];
  };
  expect(items).toEqual([]);
});
