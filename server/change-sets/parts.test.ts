import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf, dumpLedgered } from "#local/testing/ledger.ts";
import { contactNames, propose } from "#local/testing/proposals.ts";
import type { Proposal } from "#lib/schemas/proposals.ts";
import { createContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { approveProposal, runOperation } from "#server/registry/index.ts";

import { listChangeSets, revertChangeSet } from "./index.ts";

useTestDatabase();

const create = (displayName: string, more: Record<string, unknown> = {}) => ({
  operation: "contacts.create",
  input: { displayName, ...more },
});

/** Approves these steps together; answers proposal and change set. */
async function approved(ctx: Context, ...steps: Parameters<typeof propose>[1][]) {
  const id = await propose(ctx, ...steps);
  const { changeSetId } = await approveProposal(ctx, { id });
  return { id, set: changeSetId ?? "" };
}

const shown = async (ctx: Context, id: string) =>
  (await runOperation(through(ctx, "rest"), "proposals.get", { id })) as Proposal;

test("a change tells how many steps it made, and its taking-back how many of them were left", async () => {
  const ctx = await newOwner();
  const { set } = await approved(
    ctx,
    create("Ada", { emails: ["ada@x.example"] }),
    create("Bea"),
    create("Cid"),
  );
  const single = await approved(ctx, create("Dora", { emails: ["dora@x.example"] }));
  const countOf = async (id: string) =>
    (await listChangeSets(through(ctx, "rest"), {})).items.find((one) => one.id === id)?.stepCount;
  expect([await countOf(set), await countOf(single.set)]).toEqual([3, 1]);
  const part = await revertChangeSet(ctx, { id: set, part: 0 });
  const rest = await revertChangeSet(ctx, { id: set });
  expect([await countOf(part.changeSetId ?? ""), await countOf(rest.changeSetId ?? "")]).toEqual([1, 2]);
  expect(await countOf(set)).toBe(3);
});

test("the ledger knows which step wrote what, and each step is taken back by itself", async () => {
  const ctx = await newOwner();
  const { id, set } = await approved(
    ctx,
    create("Ada", { emails: ["ada@x.example"] }),
    create("Bea"),
    create("Cid"),
  );
  const items = await systemPool().client`
    select distinct table_name, part from crm.change_items where change_set_id = ${set} and row_id is not null order by 2, 1`;
  expect(items.map((item) => ({ ...item }))).toEqual([
    { table_name: "contact_identities", part: 0 },
    { table_name: "contacts", part: 0 },
    { table_name: "contacts", part: 1 },
    { table_name: "contacts", part: 2 },
  ]);
  const back = await revertChangeSet(ctx, { id: set, part: 0 });
  expect(back).toMatchObject({ status: "reverted" });
  expect(await contactNames(ctx)).toEqual(["Bea", "Cid"]);
  const sets = await changeSetsOf(ctx);
  expect(sets.find((one) => one.id === set)).toMatchObject({ reverted_by_id: null });
  expect(sets.find((one) => one.id === back.changeSetId)).toMatchObject({ kind: "revert", reverts_id: set });
  expect(await shown(ctx, id)).toMatchObject({
    takenBack: false,
    steps: [{ takenBack: true }, { takenBack: false }, { takenBack: false }],
  });
  await expect(revertChangeSet(ctx, { id: set, part: 0 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("taken back already"),
  });
});

test("taking back the whole afterwards takes back the rest; a step that came back by itself is done again", async () => {
  const ctx = await newOwner();
  const before = await dumpLedgered(ctx);
  const { id, set } = await approved(ctx, create("Ada"), create("Bea"));
  const { changeSetId: back } = await revertChangeSet(ctx, { id: set, part: 0 });
  await revertChangeSet(ctx, { id: back ?? "" });
  expect(await contactNames(ctx)).toEqual(["Ada", "Bea"]);
  expect((await shown(ctx, id)).steps).toMatchObject([{ takenBack: false }, { takenBack: false }]);
  await revertChangeSet(ctx, { id: set, part: 0 });
  await revertChangeSet(ctx, { id: set });
  expect(await dumpLedgered(ctx)).toEqual(before);
  expect(await shown(ctx, id)).toMatchObject({ takenBack: true });
  await expect(revertChangeSet(ctx, { id: set, part: 1 })).rejects.toMatchObject({ code: "conflict" });
});

test("the last step that stands, taken back, leaves nothing of the proposal", async () => {
  const ctx = await newOwner();
  const { id, set } = await approved(ctx, create("Ada"), create("Bea"));
  await revertChangeSet(ctx, { id: set, part: 1 });
  await revertChangeSet(ctx, { id: set, part: 0 });
  expect(await contactNames(ctx)).toEqual([]);
  expect(await shown(ctx, id)).toMatchObject({ takenBack: true });
});

test("a step that another rests on, or that shares its record, says so in words and changes nothing", async () => {
  const ctx = await newOwner();
  const { set } = await approved(ctx, create("Ada"), {
    operation: "tasks.create",
    input: { title: "Call Ada", contactId: { $step: 0, path: "id" } },
  });
  await expect(revertChangeSet(ctx, { id: set, part: 0 })).rejects.toMatchObject({
    code: "conflict",
    message: "Step 2 rests on what this step made. Take that back first, or all of it.",
  });
  const shared = await approved(ctx, create("Bea"), {
    operation: "contacts.update",
    input: { id: { $step: 0, path: "id" }, title: "Baker" },
  });
  await expect(revertChangeSet(ctx, { id: shared.set, part: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Step 1 changed the same record"),
  });
  expect(await contactNames(ctx)).toEqual(["Ada", "Bea"]);
});

test("what somebody changed since is shown, and overwritten as they decide", async () => {
  const ctx = await newOwner();
  const { id: ada } = await createContact(ctx, { displayName: "Ada", title: "Founder" });
  const update = { operation: "contacts.update", input: { id: ada, title: "Chair" } };
  const { set } = await approved(ctx, update, create("Bea"));
  await updateContact(ctx, { id: ada, title: "Countess" });
  expect(await revertChangeSet(ctx, { id: set, part: 0 })).toMatchObject({
    status: "conflicts",
    conflicts: [{ kind: "changed", columns: ["title"] }],
  });
  expect(await revertChangeSet(ctx, { id: set, part: 0, onConflict: "overwrite" })).toMatchObject({
    status: "reverted",
  });
  expect(await contactNames(ctx)).toEqual(["Ada", "Bea"]);
});

test("another workspace's step is not found, nor one that there is not; the right of the inverse is needed", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const { set } = await approved(ctx, create("Ada"), create("Bea"));
  const single = await approved(ctx, create("Cid"));
  const missing = { code: "not_found" };
  await expect(revertChangeSet(stranger, { id: set, part: 0 })).rejects.toMatchObject(missing);
  await expect(revertChangeSet(ctx, { id: set, part: 7 })).rejects.toMatchObject(missing);
  await expect(revertChangeSet(ctx, { id: single.set, part: 0 })).rejects.toMatchObject(missing);
  const viewer = await newMember(ctx, "viewer");
  await expect(revertChangeSet(viewer, { id: set, part: 0 })).rejects.toMatchObject({ code: "forbidden" });
  const actor = { kind: "apiKey" as const, apiKeyId: newId(), scopes: ["changes:write" as const] };
  await expect(revertChangeSet({ ...ctx, actor }, { id: set, part: 0 })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("contacts:write"),
  });
});

test("a step taken back many times at once is taken back once", async () => {
  const ctx = await newOwner();
  const { set } = await approved(ctx, create("Ada"), create("Bea"));
  const all = await Promise.allSettled(
    Array.from({ length: 5 }, () => revertChangeSet(ctx, { id: set, part: 1 })),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await contactNames(ctx)).toEqual(["Ada"]);
});
