import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { z } from "zod";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  changeSetsOf,
  dumpLedgered,
  identityOf,
  inChangeSet,
  latestChangeSet as latest,
  rowOf,
} from "#local/testing/ledger.ts";
import { createContact, updateContact } from "#server/contacts/index.ts";
import { newId, operation } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

test("mail of a contact that is taken back stays, without it, also a colleague's private mail", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "member");
  const { id } = await createContact(ctx, { displayName: "Ada", emails: ["ada@x.example"] });
  const target = await latest(ctx);
  const [thread, mail, participant] = [newId(), newId(), newId()];
  const own = sql`${colleague.workspace.id}, ${colleague.user.id}, 'private'`;
  await inChangeSet(
    colleague,
    async (tx) => {
      await tx.execute(
        sql`insert into crm.threads (id, workspace_id, owner_id, audience) values (${thread}, ${own})`,
      );
      await tx.execute(sql`
        insert into crm.interactions (id, workspace_id, owner_id, audience, thread_id, kind, direction, sender_kind, occurred_at, message_key, batch_id)
        values (${mail}, ${own}, ${thread}, 'email', 'inbound', 'person', now(), 'key', ${newId()})`);
      await tx.execute(sql`
        insert into crm.interaction_participants (id, workspace_id, owner_id, audience, interaction_id, contact_id, role, address, occurred_at)
        values (${participant}, ${own}, ${mail}, ${id}, 'from', 'ada@x.example', now())`);
    },
    "sync",
  );
  expect(await revertChangeSet(ctx, { id: target })).toMatchObject({ status: "reverted", conflictCount: 0 });
  expect(await rowOf("interaction_participants", participant)).toMatchObject({ contact_id: null });
});

test("one step of several that takes a change back marks it, and goes back with the others", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  await updateContact(ctx, { id, title: "Countess" });
  const [target, before] = [await latest(ctx), await dumpLedgered(ctx)];
  const both = operation({
    name: "test.both",
    summary: "Take back and change",
    input: z.object({}),
    output: z.object({}),
    permission: "contacts:write",
    effect: "write",
    doors: ["action"],
    async run(call) {
      await revertChangeSet(call.ctx, { id: target });
      await updateContact(call.ctx, { id, displayName: "Bob" });
      return {};
    },
  });
  await both(ctx, {});
  const revertedBy = async () => (await changeSetsOf(ctx)).find((set) => set.id === target)?.reverted_by_id;
  expect(await revertedBy()).toBe(await latest(ctx));
  await revertChangeSet(ctx, { id: await latest(ctx) });
  expect(await revertedBy()).toBeNull();
  expect(await dumpLedgered(ctx)).toEqual(before);
});

test("two who take back the same change at once do it once", async () => {
  const ctx = await newOwner();
  const { id } = await createContact(ctx, { displayName: "Ada" });
  const target = await latest(ctx);
  const results = await Promise.allSettled([1, 2, 3].map(() => revertChangeSet(ctx, { id: target })));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await rowOf("contacts", id)).toBeUndefined();
  expect((await changeSetsOf(ctx)).filter((set) => set.reverts_id === target)).toHaveLength(1);
});

test("what takes a change back tells of it", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Ada" });
  const id = await latest(ctx);
  await revertChangeSet(ctx, { id });
  const events = await asUser(identityOf(ctx), (tx) =>
    tx.execute(sql`select type, payload from crm.outbox where type = 'change_set.reverted'`),
  );
  expect(events).toMatchObject([{ payload: { changeSetId: id } }]);
});
