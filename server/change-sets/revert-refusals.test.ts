import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  changeSetsOf,
  dumpLedgered,
  inChangeSet,
  identityOf,
  latestChangeSet as latest,
} from "#local/testing/ledger.ts";
import { createContact } from "#server/contacts/index.ts";
import { type Context, newId, openChangeSet } from "#server/core/index.ts";
import { asUser, systemPool } from "#server/db/index.ts";

import { revertChangeSet } from "./index.ts";

useTestDatabase();

test("another workspace gets not found; a viewer and a key without the inverse's scope are refused", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  await createContact(ctx, { displayName: "Ada" });
  const id = await latest(ctx);
  const viewer = await newMember(ctx, "viewer");
  const before = await dumpLedgered(ctx);
  await expect(revertChangeSet(stranger, { id })).rejects.toMatchObject({ code: "not_found" });
  await expect(revertChangeSet(viewer, { id })).rejects.toMatchObject({
    code: "forbidden",
  });
  const actor = { kind: "apiKey" as const, apiKeyId: newId(), scopes: ["changes:write" as const] };
  await expect(revertChangeSet({ ...ctx, actor }, { id })).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("contacts:write"),
  });
  expect(await dumpLedgered(ctx)).toEqual(before);
});

test("refused with words: hidden items, members, imports, sets that are open or changed nothing", async () => {
  const ctx = await newOwner();
  const colleague = await newMember(ctx, "admin");
  const insert =
    (audience: string) => (tx: { execute: (query: ReturnType<typeof sql>) => Promise<unknown> }) =>
      tx.execute(sql`insert into crm.contacts (id, workspace_id, owner_id, audience, display_name)
      values (${newId()}, ${ctx.workspace.id}, ${ctx.user.id}, ${audience}, 'Ada')`);
  const half = await inChangeSet(ctx, async (tx) => {
    await insert("private")(tx);
    await insert("workspace")(tx);
  });
  const cases: [Context, string, string][] = [
    [colleague, half, "hidden from you"],
    [
      ctx,
      (await changeSetsOf(ctx)).find((set) => set.operation === "workspaces.provision")?.id ?? "",
      "settings",
    ],
    [ctx, await inChangeSet(ctx, insert("workspace"), "sync"), "followed what changed at Google"],
    [ctx, await inChangeSet(ctx, async () => undefined), "nothing to take back"],
  ];
  for (const [caller, id, words] of cases) {
    await expect(revertChangeSet(caller, { id }), words).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
  }
  expect(await revertChangeSet(ctx, { id: half })).toMatchObject({ status: "reverted" });
});

test("what was erased for privacy, or is still being written, is not taken back", async () => {
  const ctx = await newOwner();
  await createContact(ctx, { displayName: "Ada" });
  const erased = await latest(ctx);
  await systemPool().client`
    update crm.change_items set before = null, after = null, salt = null, erased_at = now() where change_set_id = ${erased}`;
  await expect(revertChangeSet(ctx, { id: erased })).rejects.toMatchObject({ code: "gone" });
  const open = newId();
  await asUser(identityOf(ctx), (tx) =>
    openChangeSet(tx, ctx, { id: open, operation: "test", kind: "edit" }),
  );
  await expect(revertChangeSet(ctx, { id: open })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("still being written"),
  });
});
