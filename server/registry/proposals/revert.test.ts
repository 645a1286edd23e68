import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { asTool, contactNames, propose } from "#local/testing/proposals.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { createContact } from "#server/contacts/index.ts";

import { createProposal } from "../index.ts";
import { approveProposal } from "./index.ts";

useTestDatabase();

test("a taking-back that was proposed is a revert in the ledger, and can itself be taken back", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Ada" });
  const made = (await changeSetsOf(ctx)).find(({ operation }) => operation === "contacts.create");
  const id = await propose(ctx, { operation: "changeSets.revert", input: { id: made?.id } });
  const { state, changeSetId } = await approveProposal(ctx, { id });
  expect(state).toBe("done");
  expect(await contactNames(ctx)).toEqual([]);
  const sets = await changeSetsOf(ctx);
  expect(sets.find((set) => set.id === changeSetId)).toMatchObject({ kind: "revert", reverts_id: made?.id });
  expect(sets.find((set) => set.id === made?.id)?.reverted_by_id).toBe(changeSetId);
  await revertChangeSet(ctx, { id: changeSetId ?? "" });
  expect(await contactNames(ctx)).toEqual(["Ada"]);
});

test("what was approved can be taken back as a whole", async () => {
  const ctx = await newOwner();
  const create = (displayName: string) => ({ operation: "contacts.create", input: { displayName } });
  const id = await propose(ctx, create("Ada"), create("Bea"));
  const { changeSetId } = await approveProposal(ctx, { id });
  await revertChangeSet(through(ctx, "action"), { id: changeSetId ?? "" });
  expect(await contactNames(ctx)).toEqual([]);
});

test("what has a change set of its own kind is proposed by itself", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const made = (await changeSetsOf(ctx)).find(({ operation }) => operation === "contacts.create");
  const together = createProposal(asTool(ctx), {
    steps: [
      { operation: "contacts.update", input: { id, title: "x" } },
      { operation: "changeSets.revert", input: { id: made?.id } },
    ],
    source: { kind: "mcp", client: "tests" },
    sourceKey: "together",
  });
  await expect(together).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("by itself"),
  });
});
