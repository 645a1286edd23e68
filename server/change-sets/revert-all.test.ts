import { expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered, latestChangeSet as latest } from "#local/testing/ledger.ts";
import { contactNames } from "#local/testing/proposals.ts";
import { createContact, updateContact } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { createTask } from "#server/tasks/index.ts";

import { revertAllChangeSets, revertChangeSet } from "./index.ts";

useTestDatabase();

/** A contact, its title, and a task for it, each by a change set of its own. */
async function three(ctx: Context) {
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const made = await latest(ctx);
  await updateContact(ctx, { id, title: "Countess" });
  const titled = await latest(ctx);
  await createTask(ctx, { title: "Call Ada", contactId: id });
  return { contactId: id, ids: [made, titled, await latest(ctx)] };
}

const revertsOf = async (ctx: Context) =>
  (await changeSetsOf(ctx)).filter(({ kind }) => kind === "revert").map(({ reverts_id }) => reverts_id);

test("several changes go back together, whatever rests on which, each by an entry of its own that can be taken back", async () => {
  const ctx = await newOwner();
  const before = await dumpLedgered(ctx);
  const { ids } = await three(ctx);
  const after = await dumpLedgered(ctx);
  const back = await revertAllChangeSets(ctx, { ids });
  expect(back).toMatchObject({ status: "reverted", conflictsIn: null });
  expect(back.changeSetIds).toHaveLength(3);
  expect(await contactNames(ctx)).toEqual([]);
  expect((await revertsOf(ctx)).sort()).toEqual([...ids].sort());
  expect((await changeSetsOf(ctx)).map(({ operation }) => operation)).not.toContain("changeSets.revertAll");
  for (const id of back.changeSetIds.toReversed()) await revertChangeSet(ctx, { id });
  expect(await dumpLedgered(ctx)).toEqual(after);
  expect(before).not.toEqual(after);
});

test("where something stands against one of them, none goes back, and it is told which and who", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const { contactId, ids } = await three(ctx);
  await updateContact(colleague, { id: contactId, title: "Chair" });
  const before = await dumpLedgered(ctx);
  const answer = await revertAllChangeSets(ctx, { ids });
  expect(answer).toMatchObject({
    ...{ status: "conflicts", changeSetIds: [], conflictsIn: ids[1], conflictCount: 1 },
    conflicts: [{ label: "Ada", columns: ["title"], changedBy: { userId: colleague.user.id } }],
  });
  expect(await dumpLedgered(ctx)).toEqual(before);
  expect(await revertsOf(ctx)).toEqual([]);
});

test("what was taken back meanwhile is passed over; all of it is said to be", async () => {
  const ctx = await newOwner();
  const { ids } = await three(ctx);
  await revertChangeSet(ctx, { id: ids[2] ?? "" });
  expect((await revertAllChangeSets(ctx, { ids })).changeSetIds).toHaveLength(2);
  await expect(revertAllChangeSets(ctx, { ids })).rejects.toMatchObject({
    code: "conflict",
    message: "Nothing was taken back. All of it was taken back already.",
  });
});

test("a viewer takes nothing back, and one change that is not theirs to take back keeps all of them", async () => {
  const ctx = await newOwner();
  const [viewer, stranger] = [await newMember(ctx, "viewer"), await newOwner()];
  const { ids } = await three(ctx);
  await createContact(stranger, { displayName: "Eve" });
  const foreign = await latest(stranger);
  await expect(revertAllChangeSets(viewer, { ids })).rejects.toMatchObject({ code: "forbidden" });
  await expect(revertAllChangeSets(ctx, { ids: [...ids, foreign] })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await revertsOf(ctx)).toEqual([]);
});

test("of two who press it at once one takes all back, and nothing goes back twice", async () => {
  const ctx = await newOwner();
  const { ids } = await three(ctx);
  const both = await Promise.allSettled([
    revertAllChangeSets(ctx, { ids }),
    revertAllChangeSets(ctx, { ids: ids.toReversed() }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await revertsOf(ctx)).toHaveLength(3);
});
