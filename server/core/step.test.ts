import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { appPool } from "#server/db/index.ts";

import { newId, step, stepAtOnce } from "./index.ts";

useTestDatabase();

test("a step of one statement has the rights of its user, and nobody else's afterwards", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const own = sql`select id from crm.workspaces`;
  expect(await stepAtOnce(ctx, own)).toEqual([{ id: ctx.workspace.id }]);
  expect(await stepAtOnce(stranger, own)).toEqual([{ id: stranger.workspace.id }]);
  await expect(appPool().db.execute(own)).rejects.toThrow();
});

test("of who is no member nothing is done", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const foreign = { ...stranger, workspace: ctx.workspace };
  await expect(stepAtOnce(foreign, sql`select id from crm.workspaces`)).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a statement that fails, fails its step, also the last one that nobody waits for", async () => {
  const ctx = await newOwner();
  const failing = sql`select 1 / (select 0 * count(*)::int from crm.workspaces)`;
  await expect(stepAtOnce(ctx, failing)).rejects.toThrow();
  const untold = step(ctx, ({ ctx: { open } }) => {
    open.events.push({ id: "no id", type: "note.changed", payload: { noteId: newId() } });
    return Promise.resolve("never answered");
  });
  await expect(untold).rejects.toThrow();
});
