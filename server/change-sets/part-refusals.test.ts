import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { identityOf, inChangeSet } from "#local/testing/ledger.ts";
import { contactNames, propose } from "#local/testing/proposals.ts";
import type { ChangeSet } from "#lib/schemas/change-sets.ts";
import { createContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { asUser, systemPool, type Tx } from "#server/db/index.ts";
import { approveProposal, runOperation } from "#server/registry/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

const create = (displayName: string, more: Record<string, unknown> = {}) => ({
  operation: "contacts.create",
  input: { displayName, ...more },
});

async function approved(ctx: Context, ...steps: Parameters<typeof propose>[1][]): Promise<string> {
  const { changeSetId } = await approveProposal(ctx, { id: await propose(ctx, ...steps) });
  return changeSetId ?? "";
}

const insertContact = (ctx: Context) => (tx: Tx) =>
  tx.execute(sql`insert into crm.contacts (id, workspace_id, owner_id, display_name)
    values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, 'Ada')`);

test("a step that is none is refused before a row is locked, of an import as of a proposal", async () => {
  const ctx = await newOwner();
  const sets = [
    await inChangeSet(ctx, insertContact(ctx), "sync"),
    await approved(ctx, create("Bea"), create("Cid")),
  ];
  await systemPool().client.begin(async (held) => {
    await held`select 1 from crm.contacts where workspace_id = ${ctx.workspace.id} for update`;
    for (const id of sets) {
      await expect(revertChangeSet(ctx, { id, part: 7 })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

test("a change that is too large for a request is taken back as a whole alone", async () => {
  const ctx = await newOwner();
  const set = await approved(ctx, create("Ada"), create("Bea"));
  await systemPool().client`update crm.change_sets set item_count = 10001 where id = ${set}`;
  await expect(revertChangeSet(ctx, { id: set, part: 0 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("too large"),
  });
});

test("a step is not done again by itself while all of its change is taken back", async () => {
  const ctx = await newOwner();
  const set = await approved(ctx, create("Ada"), create("Bea"));
  const { changeSetId: step } = await revertChangeSet(ctx, { id: set, part: 1 });
  const { changeSetId: redone } = await revertChangeSet(ctx, { id: step ?? "" });
  const { changeSetId: again } = await revertChangeSet(ctx, { id: redone ?? "" });
  const { changeSetId: whole } = await revertChangeSet(ctx, { id: set });
  expect(await contactNames(ctx)).toEqual([]);
  await expect(revertChangeSet(ctx, { id: again ?? "" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("all of that change was taken back"),
  });
  const shown = (await runOperation(through(ctx, "rest"), "changeSets.get", { id: again })) as ChangeSet;
  expect(shown).toMatchObject({ revertable: false, revertRefusal: expect.stringContaining("one step") });
  expect(await contactNames(ctx)).toEqual([]);

  await revertChangeSet(ctx, { id: whole ?? "" });
  expect(await contactNames(ctx)).toEqual(["Ada"]);
  await revertChangeSet(ctx, { id: again ?? "" });
  expect(await contactNames(ctx)).toEqual(["Ada", "Bea"]);
});

test("a step that is done again and its whole that is taken back, at once, end with one of them", async () => {
  const ctx = await newOwner();
  const set = await approved(ctx, create("Ada"), create("Bea"));
  const { changeSetId: step } = await revertChangeSet(ctx, { id: set, part: 1 });
  const [whole] = await Promise.allSettled([
    revertChangeSet(ctx, { id: set }),
    revertChangeSet(ctx, { id: step ?? "" }),
  ]);
  expect(whole).toMatchObject({ status: "fulfilled" });
  expect(await contactNames(ctx)).toEqual([]);
});

test("what a step leaves with a contact does not reach the contacts of others", async () => {
  const ctx = await newOwner();
  const { id: ada } = await createContact(ctx, { displayName: "Ada", title: "Founder" });
  const update = { operation: "contacts.update", input: { id: ada, title: "Chair", displayName: "Ada B." } };
  const set = await approved(ctx, update, create("Bea", { emails: ["bea@x.example"] }));
  await updateContact(ctx, { id: ada, title: "Countess" });
  await inChangeSet(ctx, (tx) =>
    tx.execute(sql`update crm.contacts set primary_email = 'old@x.example' where display_name = 'Bea'`),
  );
  expect(await revertChangeSet(ctx, { id: set, part: 0, onConflict: "keep" })).toMatchObject({
    status: "reverted",
    conflictCount: 1,
  });
  const [bea] = await asUser(identityOf(ctx), (tx) =>
    tx.execute(sql`select primary_email from crm.contacts where display_name = 'Bea'`),
  );
  expect(bea).toEqual({ primary_email: "old@x.example" });
});
