import { expect, test } from "vitest";
import { z } from "zod";

import { effectsOf } from "#local/testing/effects.ts";
import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { changeSetsOf } from "#local/testing/ledger.ts";
import { AppError } from "#lib/errors.ts";
import { type Context, newId, operation } from "#server/core/index.ts";
import { asUser, systemPool } from "#server/db/index.ts";

import { callBackEffects, type EffectDriver, performEffect, recordEffect } from "./index.ts";

useTestDatabase();

/** Asks for something outside; twice the same counts once. */
const ask = operation({
  name: "test.ask",
  summary: "Ask for something outside",
  input: z.object({ what: z.array(z.string()) }),
  output: z.object({ ids: z.array(z.string()) }),
  permission: "calendar:write",
  effect: "external",
  doors: ["action"],
  async run({ ctx, input }) {
    const ids: string[] = [];
    for (const what of input.what) {
      ids.push((await recordEffect(ctx, { operation: "test.ask", request: { what } })).id);
    }
    return { ids };
  },
});

/** The world outside: what stands there by key, and what fails. */
function world() {
  const standing = new Set<string>();
  const calls: string[] = [];
  let beforeAnswer = (): Promise<unknown> => Promise.resolve();
  const driver: EffectDriver = {
    permission: "calendar:write",
    async perform({ key }) {
      calls.push("perform");
      standing.add(key);
      await beforeAnswer();
      return { id: key };
    },
    undo({ key }) {
      calls.push("undo");
      standing.delete(key);
      return Promise.resolve();
    },
  };
  return { standing, calls, driver, before: (work: () => Promise<unknown>) => (beforeAnswer = work) };
}

const run = (ctx: Context, effectId: string, driver: EffectDriver) =>
  performEffect(
    {
      id: newId(),
      ctx: { ...ctx, door: "batch", actor: { kind: "job", jobId: newId() } },
      payload: { effectId },
      signal: ctx.signal,
      checkpoint: () => Promise.resolve(),
      told: () => Promise.resolve(),
      turnIsOver: () => Promise.resolve(false),
    },
    { "test.ask": driver },
  );

async function callBack(ctx: Context): Promise<void> {
  const set = (await changeSetsOf(ctx)).find((one) => one.operation === "test.ask")?.id ?? "";
  const back = operation({
    ...ask.definition,
    name: "test.back",
    run: async (call) => {
      await callBackEffects(call.ctx, set);
      return { ids: [] };
    },
  });
  await back(ctx, { what: [] });
}

test("the same request in one change set is one effect; its change set is kept though it touched no record", async () => {
  const ctx = await newOwner();
  const { ids } = await ask(ctx, { what: ["a", "a", "b"] });
  expect(new Set(ids).size).toBe(2);
  expect(await changeSetsOf(ctx)).toContainEqual(
    expect.objectContaining({ operation: "test.ask", item_count: 0 }),
  );
  const other = await ask(ctx, { what: ["a"] });
  expect(ids).not.toContain(other.ids[0]);
});

test("run twice it is done once; what failed is said, and comes right when it is run again", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, calls, before } = world();
  before(() => Promise.reject(new AppError("unavailable", "Down.")));
  await expect(run(ctx, id, driver)).rejects.toMatchObject({ code: "unavailable" });
  expect(await effectsOf(ctx)).toMatchObject([
    { status: "failed", attempts: 1, response: { error: { code: "unavailable" } } },
  ]);
  before(() => Promise.resolve());
  expect(await run(ctx, id, driver)).toMatchObject({ status: "done" });
  expect(await run(ctx, id, driver)).toMatchObject({ status: "done" });
  expect(calls).toEqual(["perform", "perform"]);
  expect(await effectsOf(ctx)).toMatchObject([{ status: "done", attempts: 2 }]);
});

test("called back while it is being done, it is taken back by the same job, and once", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, standing, calls, before } = world();
  before(() => callBack(ctx));
  expect(await run(ctx, id, driver)).toMatchObject({ status: "cancelled" });
  expect([...standing]).toEqual([]);
  expect(await run(ctx, id, driver)).toMatchObject({ status: "cancelled" });
  expect(calls).toEqual(["perform", "undo"]);
});

test("called back and taken back by another job while it is being done, it is taken back once more", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, standing, calls, before } = world();
  before(async () => {
    await callBack(ctx);
    // The other one sees nothing yet of what this one is about to make.
    await run(ctx, id, driver);
    standing.add("late");
  });
  const late: EffectDriver = {
    ...driver,
    undo: async (call) => {
      await driver.undo(call);
      standing.delete("late");
    },
  };
  expect(await run(ctx, id, late)).toMatchObject({ status: "cancelled" });
  expect([...standing]).toEqual([]);
  expect(calls).toEqual(["perform", "undo", "undo"]);
});

test("taken back by a job that looked too early, it is looked at again", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, calls } = world();
  await callBack(ctx);
  const early: EffectDriver = {
    ...driver,
    undo: async (call) => {
      await driver.undo(call);
      if (calls.length > 1) return;
      await systemPool().client`
        update crm.effects set response = '{"done": {"id": "late"}}' where id = ${id}`;
    },
  };
  expect(await run(ctx, id, early)).toMatchObject({ status: "cancelled" });
  expect(calls).toEqual(["undo", "undo"]);
});

test("called back where a killed attempt may have done it, it is taken back without knowing", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, calls } = world();
  await callBack(ctx);
  await run(ctx, id, driver);
  expect(calls).toEqual(["undo"]);
  expect(await effectsOf(ctx)).toMatchObject([{ status: "cancelled", response: { undone: true } }]);
});

test("who lost the right since does nothing outside any more", async () => {
  const ctx = await newOwner();
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, calls } = world();
  await expect(run({ ...ctx, role: "viewer" }, id, driver)).rejects.toMatchObject({ code: "forbidden" });
  expect(calls).toEqual([]);
});

test("another workspace neither sees nor runs it", async () => {
  const [ctx, stranger] = [await newOwner(), await newOwner()];
  const [id = ""] = (await ask(ctx, { what: ["a"] })).ids;
  const { driver, calls } = world();
  await expect(run(stranger, id, driver)).rejects.toMatchObject({ code: "not_found" });
  expect(calls).toEqual([]);
  const seen = await asUser({ userId: stranger.user.id, workspaceId: stranger.workspace.id }, (tx) =>
    tx.execute("select id from crm.effects"),
  );
  expect([...seen]).toEqual([]);
});
