import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { itemsOf, latestChangeSet } from "#local/testing/ledger.ts";
import { revertChangeSet } from "#server/change-sets/index.ts";
import { type Context, newId } from "#server/core/index.ts";

import {
  keepBodies,
  listBudgets,
  listCalls,
  releaseModelCall,
  removeBudget,
  reportUsage,
  reserveModelCall,
  setBudget,
  settleModelCall,
} from "./index.ts";

useTestDatabase({ MODEL_BUDGET_USD_PER_DAY: "2" });

const rest = (ctx: Context) => through(ctx, "rest");
const limits = async (ctx: Context) =>
  (await listBudgets(rest(ctx), {})).items.map(({ scope, subject, period, limitMicros }) => [
    ...[scope, subject, period, limitMicros],
  ]);
const ceiling = ["workspace", "", "day", 2_000_000];

test("a limit is set, changed and taken away by the owner alone, in the ledger, with an undo", async () => {
  const ctx = await newOwner();
  expect(await limits(ctx)).toEqual([ceiling]);
  const input = { scope: "workspace", period: "month", limitMicros: 30_000_000 } as const;
  const { id } = await setBudget(ctx, input);
  expect(await itemsOf(ctx, await latestChangeSet(ctx))).toMatchObject([
    { table_name: "budget_limits", op: "I" },
  ]);
  await setBudget(ctx, { ...input, limitMicros: 10_000_000 });
  expect(await limits(ctx)).toEqual([ceiling, ["workspace", "", "month", 10_000_000]]);
  const changed = await latestChangeSet(ctx);
  await expect(revertChangeSet(await newMember(ctx, "admin"), { id: changed })).rejects.toMatchObject({
    code: "forbidden",
  });
  await revertChangeSet(ctx, { id: changed });
  expect(await limits(ctx)).toEqual([ceiling, ["workspace", "", "month", 30_000_000]]);
  await removeBudget(ctx, { id: id ?? "" });
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await limits(ctx)).toEqual([ceiling, ["workspace", "", "month", 30_000_000]]);

  const stranger = await newOwner();
  expect(await limits(stranger)).toEqual([ceiling]);
  await expect(removeBudget(stranger, { id: id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  for (const role of ["admin", "member", "viewer"] as const) {
    await expect(setBudget(await newMember(ctx, role), input), role).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  const of = (scope: "member" | "useCase" | "workspace", subject: string, limitMicros = 1) =>
    setBudget(ctx, { scope, subject, period: "day", limitMicros });
  await expect(of("member", stranger.user.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(of("useCase", "poetry")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(of("workspace", "x")).rejects.toMatchObject({ code: "invalid_input" });
  await expect(of("workspace", "", 2_000_001)).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("$2.00 a day"),
  });
});

test("keeping what is asked and answered is the owner's choice, in the ledger, with an undo", async () => {
  const ctx = await newOwner();
  const kept = async () => (await listBudgets(rest(ctx), {})).keepBodies;
  expect(await kept()).toBe(false);
  await keepBodies(ctx, { keep: true });
  expect(await kept()).toBe(true);
  await revertChangeSet(ctx, { id: await latestChangeSet(ctx) });
  expect(await kept()).toBe(false);
  await expect(keepBodies(await newMember(ctx, "admin"), { keep: true })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the report sums by day, model, member and use; what has no price is no money; a member sees their own", async () => {
  const ctx = await newOwner();
  const member = await newMember(ctx, "member");
  const call = async (who: Context, model: string, useCase: string, cost: number, priced = true) => {
    const { id } = await reserveModelCall(who, {
      ...{ useCase, provider: "openai", model, micros: 100, promptVersion: "chat@1" },
      readRecords: ["/contacts/1"],
    });
    await settleModelCall(who, id, {
      ...{ outcome: "answered", costMicros: cost, priced, firstTokenMs: 5, totalMs: 9 },
      ...{ inputTokens: 10, cachedInputTokens: 4, outputTokens: 1, toolCalls: [{ id: "c", name: "x" }] },
    });
  };
  await call(ctx, "big", "chat", 70);
  await call(ctx, "small", "extract", 5);
  await call(member, "own", "chat", 40, false);
  const { id } = await reserveModelCall(ctx, {
    useCase: "chat",
    provider: "openai",
    model: "big",
    micros: 1,
  });
  await releaseModelCall(ctx, id, { error: "rate_limited" });
  const whole = await reportUsage(rest(ctx), { days: "7" });
  expect(whole).toMatchObject({
    isWhole: true,
    total: { calls: 4, costMicros: 75, unpriced: 1, failed: 1, inputTokens: 30, outputTokens: 3 },
    byModel: [
      { model: "big", calls: 2, costMicros: 70, failed: 1 },
      { model: "small", costMicros: 5 },
      { model: "own", costMicros: 0, unpriced: 1 },
    ],
    byMember: [
      { userId: ctx.user.id, costMicros: 75 },
      { userId: member.user.id, costMicros: 0, unpriced: 1 },
    ],
    byUseCase: [
      { useCase: "chat", costMicros: 70, calls: 3 },
      { useCase: "extract", costMicros: 5 },
    ],
  });
  expect(whole.byDay).toHaveLength(7);
  expect(whole.byDay.at(-1)).toMatchObject({ day: whole.to, costMicros: 75 });
  expect(await reportUsage(rest(member), {})).toMatchObject({
    isWhole: false,
    total: { calls: 1 },
    byMember: [{ userId: member.user.id }],
  });
  const calls = await listCalls(rest(ctx), {});
  expect(
    calls.items.map(({ model, costMicros, outcome, error }) => [model, costMicros, outcome, error]),
  ).toEqual([
    ["big", 0, "failed", "rate_limited"],
    ["own", null, "answered", null],
    ["small", 5, "answered", null],
    ["big", 70, "answered", null],
  ]);
  expect(calls.items[1]).toMatchObject({
    promptVersion: "chat@1",
    readRecords: ["/contacts/1"],
    toolCalls: [{ id: "c", name: "x" }],
    firstTokenMs: 5,
    totalMs: 9,
  });
  expect((await listCalls(rest(member), {})).items).toHaveLength(1);
  expect((await listCalls(rest(await newOwner()), {})).items).toEqual([]);
  await expect(
    settleModelCall(await newOwner(), newId(), {
      ...{ outcome: "answered", costMicros: 1, inputTokens: 1, cachedInputTokens: 0, outputTokens: 0 },
    }),
  ).resolves.toBeUndefined();
});
