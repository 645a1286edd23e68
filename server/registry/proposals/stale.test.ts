import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { approvalsOf, propose } from "#local/testing/proposals.ts";
import { createContact, deleteContact, getContact, updateContact } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";

import { approveProposal, getProposal } from "./index.ts";

useTestDatabase();

test("a target changed meanwhile is shown again and not overwritten; approved a second time it goes through", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada", title: "Ms" });
  const id = await propose(ctx, { operation: "contacts.update", input: { id: ada.id, title: "Countess" } });
  await updateContact(ctx, { id: ada.id, title: "Dr" });
  const stale = await approveProposal(ctx, { id });
  expect(stale).toMatchObject({
    state: "stale",
    outcomes: [],
    changeSetId: null,
    changes: [{ table: "contacts", id: ada.id, fields: { title: { seen: "Ms", now: "Dr" } } }],
  });
  expect(await getContact(through(ctx, "rest"), { id: ada.id })).toMatchObject({ title: "Dr" });
  expect(await approvalsOf(ctx)).toHaveLength(0);
  expect(await getProposal(ctx, { id })).toMatchObject({ status: "waiting", changes: stale.changes });
  expect((await approveProposal(ctx, { id })).state).toBe("done");
  expect(await getContact(through(ctx, "rest"), { id: ada.id })).toMatchObject({ title: "Countess" });
});

test("addresses changed meanwhile count as changed, although they are rows of their own", async () => {
  const ctx = await newOwner();
  const emails = ["a@x.example"];
  const ada = await createContact(ctx, { displayName: "Ada", emails });
  const id = await propose(ctx, {
    operation: "contacts.update",
    input: { id: ada.id, emails: ["b@x.example"] },
  });
  await updateContact(ctx, { id: ada.id, emails: ["a@x.example", "c@x.example"] });
  expect(await approveProposal(ctx, { id })).toMatchObject({
    state: "stale",
    changes: [{ fields: { emails: { seen: emails, now: ["a@x.example", "c@x.example"] } } }],
  });
});

/** How many sessions of this database wait for a lock. */
async function waiting(): Promise<number> {
  const rows = await systemPool().client`
    select distinct w.pid from pg_locks w join pg_locks own on own.pid = w.pid
      join pg_database d on d.oid = own.database and d.datname = current_database()
    where not w.granted`;
  return rows.length;
}

test("a double click does not approve what only the first click has found changed", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada", title: "Ms" });
  const id = await propose(ctx, { operation: "contacts.update", input: { id: ada.id, title: "Countess" } });
  await updateContact(ctx, { id: ada.id, title: "Dr" });
  const { client } = systemPool();
  const clicks = await client.begin(async (held) => {
    await held`select 1 from crm.proposals where id = ${id} for update`;
    const approvals = [approveProposal(ctx, { id }), approveProposal(ctx, { id })];
    // Both have begun before either looks.
    await expect.poll(waiting).toBe(2);
    return { approvals };
  });
  const results = await Promise.all(clicks.approvals);
  expect(results.map((result) => result.state)).toEqual(["stale", "stale"]);
  expect(await getContact(through(ctx, "rest"), { id: ada.id })).toMatchObject({ title: "Dr" });
});

test("an approval of an older view is shown the newer one", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada", title: "Ms" });
  const id = await propose(ctx, { operation: "contacts.update", input: { id: ada.id, title: "Countess" } });
  const { hash } = await getProposal(ctx, { id });
  await updateContact(ctx, { id: ada.id, title: "Dr" });
  const first = await approveProposal(ctx, { id, expectedHash: hash });
  const second = await approveProposal(ctx, { id, expectedHash: hash });
  expect([first.state, second.state]).toEqual(["stale", "stale"]);
  expect(second.changes).toEqual(first.changes);
  const { hash: newer } = await getProposal(ctx, { id });
  expect((await approveProposal(ctx, { id, expectedHash: newer })).state).toBe("done");
});

test("a record deleted meanwhile is shown as changed, then its step fails in words", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada" });
  const id = await propose(ctx, { operation: "contacts.update", input: { id: ada.id, title: "x" } });
  await deleteContact(ctx, { id: ada.id });
  expect(await approveProposal(ctx, { id })).toMatchObject({
    state: "stale",
    changes: [{ fields: { deletedAt: { seen: null } } }],
  });
  expect(await approveProposal(ctx, { id })).toMatchObject({ state: "failed", error: { code: "not_found" } });
});

test("an old version is refused when it is proposed, and does not stand in the way of an approval", async () => {
  const ctx = await newOwner();
  const ada = await createContact(ctx, { displayName: "Ada", title: "Ms" });
  const input = { id: ada.id, title: "Countess", expectedVersion: 1 };
  const id = await propose(ctx, { operation: "contacts.update", input });
  await updateContact(ctx, { id: ada.id, title: "Dr" });
  await expect(propose(ctx, { operation: "contacts.update", input })).rejects.toMatchObject({
    code: "stale",
  });
  expect((await approveProposal(ctx, { id })).state).toBe("stale");
  expect((await approveProposal(ctx, { id })).state).toBe("done");
});
