import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  changeSetsOf,
  dumpLedgered,
  inChangeSet,
  itemsOf,
  latestChangeSet as latest,
  rowOf,
} from "#local/testing/ledger.ts";
import { createContact, deleteContact, updateContact } from "#server/contacts/index.ts";
import { type Context, newId, operation } from "#server/core/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

const newNote = async (ctx: Context, contactId: string, audience = "workspace"): Promise<string> =>
  inChangeSet(ctx, (tx) =>
    tx.execute(sql`
      insert into crm.notes (id, workspace_id, owner_id, audience, contact_id, body)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${audience}, ${contactId}, 'a note')`),
  );

test("creating, changing and deleting are each taken back, and the ledger says so", async () => {
  const ctx = await newOwner();
  const empty = await dumpLedgered(ctx);
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const created = [await latest(ctx), await dumpLedgered(ctx)] as const;
  await updateContact(ctx, { id, displayName: "Ada Byron", emails: ["byron@x.example"], title: "Countess" });
  const changed = [await latest(ctx), await dumpLedgered(ctx)] as const;
  await deleteContact(ctx, { id });
  const deleted = await latest(ctx);

  const result = await revertChangeSet(ctx, { id: deleted });
  expect(result).toMatchObject({ status: "reverted", conflicts: [], jobId: null });
  expect(await dumpLedgered(ctx)).toEqual(changed[1]);
  expect((await changeSetsOf(ctx)).find((set) => set.id === deleted)?.reverted_by_id).toBe(
    result.changeSetId,
  );
  expect(await changeSetsOf(ctx)).toContainEqual(
    expect.objectContaining({
      id: result.changeSetId,
      kind: "revert",
      operation: "changeSets.revert",
      reverts_id: deleted,
    }),
  );
  expect((await itemsOf(ctx, result.changeSetId ?? "")).map((item) => [item.table_name, item.op])).toEqual([
    ["contact_identities", "U"],
    ["contacts", "U"],
  ]);
  await revertChangeSet(ctx, { id: changed[0] });
  expect(await dumpLedgered(ctx)).toEqual(created[1]);
  await revertChangeSet(ctx, { id: created[0] });
  expect(await dumpLedgered(ctx)).toEqual(empty);
});

test("a merge of two contacts is taken back whole", async () => {
  const ctx = await newOwner();
  const [kept, gone] = [
    await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] }),
    await createContact(ctx, { displayName: "A. Byron", emails: ["byron@x.example", "b@y.example"] }),
  ];
  await newNote(ctx, gone.id);
  const before = await dumpLedgered(ctx);
  const merge = await inChangeSet(ctx, async (tx) => {
    await tx.execute(
      sql`update crm.contact_identities set contact_id = ${kept.id} where contact_id = ${gone.id}`,
    );
    await tx.execute(sql`update crm.notes set contact_id = ${kept.id} where contact_id = ${gone.id}`);
    await tx.execute(sql`update crm.contacts set title = 'Countess' where id = ${kept.id}`);
    await tx.execute(
      sql`update crm.contacts set deleted_at = now(), primary_email = null where id = ${gone.id}`,
    );
  });
  expect(await dumpLedgered(ctx)).not.toEqual(before);
  expect(await revertChangeSet(ctx, { id: merge })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await dumpLedgered(ctx)).toEqual(before);
  expect((await itemsOf(ctx, merge)).length).toBe(5);
});

test("a taking-back is taken back, and so on down the line", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const [chain, after] = [[await latest(ctx)], await dumpLedgered(ctx)];
  const standing = async () =>
    (await changeSetsOf(ctx))
      .filter((set) => chain.includes(set.id))
      .map((set) => set.reverted_by_id === null);
  for (const stands of [
    [false, true],
    [true, false, true],
    [false, true, false, true],
  ]) {
    const { changeSetId } = await revertChangeSet(ctx, { id: chain.at(-1) ?? "" });
    chain.push(changeSetId ?? "");
    expect(await standing()).toEqual(stands);
    expect(Boolean(await rowOf("contacts", id))).toBe(stands[0]);
    if (stands[0]) expect(await dumpLedgered(ctx)).toEqual(after);
  }
});

test("rows whose keys wander within one set find back, in whatever order", async () => {
  const ctx = await newOwner();
  const [red, blue, green, grey] = [newId(), newId(), newId(), newId()];
  const rename = (id: string, name: string) => sql`update crm.tags set name = ${name} where id = ${id}`;
  await inChangeSet(ctx, async (tx) => {
    for (const [id, name] of Object.entries({ red, blue, green, grey }).map(([name, id]) => [id, name]))
      await tx.execute(
        sql`insert into crm.tags (id, workspace_id, name) values (${id}, ${ctx.workspace.id}, ${name})`,
      );
  });
  const before = await dumpLedgered(ctx);
  const chains: [string, string][][] = [
    // One takes the name that another gave up, in both orders of their ids.
    [
      [red, "aside"],
      [blue, "red"],
      [grey, "away"],
      [green, "grey"],
    ],
    [
      [red, "aside"],
      [blue, "red"],
      [red, "blue"],
    ],
  ];
  for (const chain of chains) {
    const set = await inChangeSet(ctx, async (tx) => {
      for (const [id, name] of chain) await tx.execute(rename(id, name));
    });
    const after = await dumpLedgered(ctx);
    const back = await revertChangeSet(ctx, { id: set });
    expect(await dumpLedgered(ctx)).toEqual(before);
    const again = await revertChangeSet(ctx, { id: back.changeSetId ?? "" });
    expect(await dumpLedgered(ctx)).toEqual(after);
    await revertChangeSet(ctx, { id: again.changeSetId ?? "" });
  }
});

test("what came and went within a set stays away, also where others hold its key or referred to it for a while", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const before = await dumpLedgered(ctx);
  const [company, tag] = [newId(), newId()];
  const set = await inChangeSet(ctx, async (tx) => {
    for (const statement of [
      sql`insert into crm.companies (id, workspace_id, owner_id, name) values (${company}, ${ctx.workspace.id}, ${ctx.user.id}, 'Brief')`,
      sql`insert into crm.tags (id, workspace_id, name) values (${tag}, ${ctx.workspace.id}, 'brief')`,
      sql`update crm.contacts set company_id = ${company}, title = 'x' where id = ${id}`,
      sql`update crm.contacts set company_id = null where id = ${id}`,
      sql`delete from crm.companies where id = ${company}`,
      sql`delete from crm.tags where id = ${tag}`,
    ])
      await tx.execute(statement);
  });
  const other = await inChangeSet(ctx, (tx) =>
    tx.execute(
      sql`insert into crm.tags (id, workspace_id, name) values (${newId()}, ${ctx.workspace.id}, 'brief')`,
    ),
  );
  expect(await revertChangeSet(ctx, { id: set })).toMatchObject({ status: "reverted", conflictCount: 0 });
  await revertChangeSet(ctx, { id: other });
  expect(await dumpLedgered(ctx)).toEqual(before);
});

test("what was made and put into the bin within a set goes, though another has its address by now", async () => {
  const ctx = await newOwner();
  const empty = await dumpLedgered(ctx);
  const both = operation({
    name: "test.both",
    summary: "",
    input: z.object({}),
    output: z.object({}),
    permission: "contacts:write",
    effect: "write",
    doors: ["action"],
    async run({ ctx: within }) {
      const { id } = await createContact(within, { displayName: "Ada", emails: ["ada@x.example"] });
      await deleteContact(within, { id });
      return {};
    },
  });
  await both(ctx, {});
  const set = await latest(ctx);
  await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const made = await latest(ctx);
  expect(await revertChangeSet(ctx, { id: set })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await revertChangeSet(ctx, { id: made })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await dumpLedgered(ctx)).toEqual(empty);
});
