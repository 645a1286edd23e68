import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { inChangeSet, latestChangeSet } from "#local/testing/ledger.ts";
import { itemsOfOperation } from "#local/testing/operation-items.ts";
import { memoriesMax } from "#lib/memories.ts";
import { getChangeSet, revertChangeSet } from "#server/change-sets/index.ts";
import type { Context } from "#server/core/index.ts";

import { createMemory, deleteMemory, listMemories, restoreMemory, updateMemory } from "./index.ts";

useTestDatabase();

const missing = { code: "not_found" };
const kept = async (ctx: Context) =>
  (await listMemories(through(ctx, "rest"), {})).items.map(({ body }) => body);

test("what is kept in mind is written, changed, forgotten and brought back, each an entry of the ledger", async () => {
  const ctx = await newOwner();
  const memory = await createMemory(ctx, { body: " Call me\n Kim " });
  expect(memory).toMatchObject({ body: "Call me Kim", fromOutside: false, version: 1 });
  const { id } = memory;
  await updateMemory(ctx, { id, body: "Call me K.", expectedVersion: 1 });
  await expect(updateMemory(ctx, { id, body: "x", expectedVersion: 1 })).rejects.toMatchObject({
    code: "stale",
  });
  await deleteMemory(ctx, { id });
  expect(await kept(ctx)).toEqual([]);
  await expect(updateMemory(ctx, { id, body: "x" })).rejects.toMatchObject(missing);
  await restoreMemory(ctx, { id });
  await expect(restoreMemory(ctx, { id })).rejects.toMatchObject({ code: "conflict" });
  expect(await kept(ctx)).toEqual(["Call me K."]);
  expect(await itemsOfOperation(ctx, "memories.create")).toMatchObject([
    { table_name: "memories", op: "I", row_id: id },
  ]);
  for (const operation of ["memories.update", "memories.delete", "memories.restore"]) {
    expect(await itemsOfOperation(ctx, operation), operation).toMatchObject([
      { table_name: "memories", op: "U", row_id: id },
    ]);
  }
});

test("a change is taken back by the ledger too", async () => {
  const ctx = await newOwner();
  await createMemory(ctx, { body: "Meetings after 10" });
  const made = await latestChangeSet(ctx);
  await revertChangeSet(ctx, { id: made });
  expect(await kept(ctx)).toEqual([]);
});

test("it is one person's alone: colleagues, admins and other workspaces find none of it, in the ledger neither", async () => {
  const ctx = await newOwner();
  const [admin, stranger] = [await newMember(ctx, "admin"), await newOwner()];
  const { id } = await createMemory(ctx, { body: "Call me Kim" });
  for (const other of [admin, stranger]) {
    expect(await kept(other)).toEqual([]);
    await expect(updateMemory(other, { id, body: "x" })).rejects.toMatchObject(missing);
    await expect(deleteMemory(other, { id })).rejects.toMatchObject(missing);
    await expect(restoreMemory(other, { id })).rejects.toMatchObject(missing);
  }
  const told = await getChangeSet(through(admin, "rest"), { id: await latestChangeSet(ctx) });
  expect(JSON.stringify(told)).not.toContain("Kim");
  const viewer = await newMember(ctx, "viewer");
  await expect(createMemory(viewer, { body: "x" })).rejects.toMatchObject({ code: "forbidden" });
});

test("there is room for so many and no more, and none for a long one", async () => {
  const ctx = await newOwner();
  for (let index = 0; index < memoriesMax; index++) await createMemory(ctx, { body: `Likes ${index}` });
  const full = { code: "conflict", message: expect.stringContaining("Delete one") };
  await expect(createMemory(ctx, { body: "One more" })).rejects.toMatchObject(full);
  const [newest] = (await listMemories(through(ctx, "rest"), {})).items;
  await deleteMemory(ctx, { id: newest?.id ?? "" });
  await createMemory(ctx, { body: "One more" });
  await expect(restoreMemory(ctx, { id: newest?.id ?? "" })).rejects.toMatchObject(full);
  await expect(createMemory(ctx, { body: "x".repeat(201) })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(createMemory(ctx, { body: " \n" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("that somebody else's words led to it is not forgotten again", async () => {
  const ctx = await newOwner();
  const { id } = await createMemory(ctx, { body: "Call me Kim" });
  const set = (value: boolean) =>
    inChangeSet(ctx, (tx) =>
      tx.execute(sql`update crm.memories set from_outside = ${value} where id = ${id}`),
    );
  await set(true);
  await set(false);
  const changed = await updateMemory(ctx, { id, body: "Call me K." });
  expect(changed).toMatchObject({ body: "Call me K.", fromOutside: true });
});
