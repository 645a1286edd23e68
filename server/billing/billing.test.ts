import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { until } from "#local/testing/until.ts";
import type { Context } from "#server/core/index.ts";
import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import {
  getUsage,
  releaseModelCall,
  releaseStaleReservations,
  reserveModelCall,
  setBudget,
  settleModelCall,
} from "./index.ts";

useTestDatabase({ MODEL_BUDGET_USD_PER_DAY: "0.001" });

const reserve = async (
  ctx: Context,
  micros: number,
  more: { useCase?: string; automationId?: string } = {},
) => (await reserveModelCall(ctx, { useCase: "chat", provider: "openai", model: "m", micros, ...more })).id;
const today = (ctx: Context) => getUsage(through(ctx, "rest"), {});
const spent = (costMicros: number) => ({
  outcome: "answered" as const,
  costMicros,
  inputTokens: 10,
  cachedInputTokens: 4,
  outputTokens: 3,
});
/** How many of so many at once pass, and the words of a refusal. */
async function rush(count: number, call: () => Promise<string>) {
  const results = await Promise.allSettled(Array.from({ length: count }, call));
  const refused = results.find((result) => result.status === "rejected");
  const error: unknown = refused?.reason;
  return {
    passed: results.filter(({ status }) => status === "fulfilled").length,
    words: error instanceof Error ? error.message : "",
  };
}

test("of many at once exactly as many pass as the limit holds, and the refusal names it", async () => {
  const ctx = await newOwner();
  const { passed, words } = await rush(12, () => reserve(ctx, 300));
  expect(passed).toBe(3);
  expect(words).toContain("workspace's budget for models, $0.0010 a day");
  expect(await today(ctx)).toMatchObject({
    limitMicros: 1000,
    reservedMicros: 900,
    spentMicros: 0,
    byModel: [],
  });
});

test("each limit holds by itself: a member's, a use case's, an automation's, a month's; a refusal leaves no trace", async () => {
  const ctx = await newOwner();
  const member = await newMember(ctx, "member");
  const automationId = newId();
  const limit = (scope: "member" | "useCase" | "automation" | "workspace", subject: string, micros: number) =>
    setBudget(ctx, { scope, subject, period: scope === "workspace" ? "month" : "day", limitMicros: micros });
  await limit("member", "", 300);
  await limit("member", ctx.user.id, 10_000);
  await limit("useCase", "extract", 50);
  await limit("automation", automationId, 20);
  expect(await rush(6, () => reserve(member, 100))).toMatchObject({
    passed: 3,
    words: expect.stringContaining("Your budget for models, $0.0003 a day"),
  });
  expect(await rush(4, () => reserve(ctx, 25, { useCase: "extract" }))).toMatchObject({
    passed: 2,
    words: expect.stringContaining("The budget for extraction"),
  });
  expect(await rush(4, () => reserve(ctx, 10, { automationId }))).toMatchObject({
    passed: 2,
    words: expect.stringContaining("This automation's budget"),
  });
  expect(await today(ctx)).toMatchObject({ reservedMicros: 370 });
  await limit("workspace", "", 400);
  expect(await rush(3, () => reserve(ctx, 30))).toMatchObject({
    passed: 1,
    words: expect.stringMatching(/\$0\.0004 a month, does not leave enough for this.*next month/),
  });
  expect(await today(ctx)).toMatchObject({ reservedMicros: 400 });
});

test("many who reserve, settle and give back at once neither lose nor make a cent, and wait for nobody in a circle", async () => {
  const ctx = await newOwner();
  const people = [ctx, await newMember(ctx, "member"), await newMember(ctx, "admin")];
  await Promise.all(
    Array.from({ length: 24 }, async (_, index) => {
      const who = people[index % people.length] ?? ctx;
      const id = await reserve(who, 20, { useCase: index % 2 === 0 ? "chat" : "classify" });
      await (index % 3 === 0 ? releaseModelCall(who, id) : settleModelCall(who, id, spent(7)));
    }),
  );
  expect(await today(ctx)).toMatchObject({ spentMicros: 16 * 7, reservedMicros: 0 });
  const rows = await systemPool().client<{ off: number }[]>`
    select sum(abs(reserved_micros))::int as off from crm.budget_counters where workspace_id = ${ctx.workspace.id}`;
  expect(rows).toEqual([{ off: 0 }]);
});

test("what a call cost replaces what was set aside, once; what was not used comes back", async () => {
  const ctx = await newOwner();
  const [first, second] = [await reserve(ctx, 600), await reserve(ctx, 400)];
  await expect(reserve(ctx, 1)).rejects.toMatchObject({ code: "quota_exceeded" });
  await settleModelCall(ctx, first, spent(100));
  await settleModelCall(ctx, first, spent(100));
  await releaseModelCall(ctx, second);
  await releaseModelCall(ctx, second);
  await releaseModelCall(ctx, first);
  expect(await today(ctx)).toMatchObject({
    spentMicros: 100,
    reservedMicros: 0,
    warning: null,
    byModel: [
      { model: "m", calls: 1, inputTokens: 10, cachedInputTokens: 4, outputTokens: 3, costMicros: 100 },
    ],
  });
  await settleModelCall(ctx, await reserve(ctx, 900), spent(700));
  expect(await today(ctx)).toMatchObject({
    warning: "This workspace's budget for models, $0.0010 a day, is 80 % used.",
  });
});

test("a dead process's reservation comes back; a call that ends after that is charged all the same", async () => {
  const ctx = await newOwner();
  const [old, fresh] = [await reserve(ctx, 600), await reserve(ctx, 100)];
  await systemPool()
    .client`update crm.model_usage set created_at = now() - interval '20 minutes' where id = ${old}`;
  expect(await releaseStaleReservations()).toBe(1);
  expect(await today(ctx)).toMatchObject({ reservedMicros: 100 });
  await settleModelCall(ctx, old, spent(50));
  expect(await today(ctx)).toMatchObject({ reservedMicros: 100, spentMicros: 50 });
  await settleModelCall(ctx, fresh, spent(7));
  expect(await today(ctx)).toMatchObject({ reservedMicros: 0, spentMicros: 57 });
});

test("what dead processes set aside is given back counter by counter, in the order in which calls lock them", async () => {
  const ctx = await newOwner();
  const { client } = systemPool();
  for (const useCase of ["extract", "chat", "classify"]) await reserve(ctx, 10, { useCase });
  await client`update crm.model_usage set created_at = now() - interval '20 minutes' where workspace_id = ${ctx.workspace.id}`;
  const ordered = await client<{ id: string }[]>`
    select id from crm.budget_counters where workspace_id = ${ctx.workspace.id} order by scope, subject, period, starts`;
  for (const [index, { id }] of ordered.entries()) {
    const later = ordered.slice(index + 1).map((one) => one.id);
    let sweep: Promise<unknown> = Promise.resolve();
    await client.begin(async (tx) => {
      await tx`select from crm.budget_counters where id = ${id} for no key update`;
      sweep = releaseStaleReservations();
      sweep.catch(() => undefined);
      const [{ pid } = { pid: 0 }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await until("the sweep to wait for it", async () => {
        const waiting = await client`select from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`;
        return waiting.length > 0;
      });
      // None of those that come after it is held by who waits for it.
      await tx`select from crm.budget_counters where id = any(${later}) for no key update nowait`;
      await tx`select pg_cancel_backend(pid) from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`;
      await sweep.catch(() => undefined);
    });
  }
  expect(await releaseStaleReservations()).toBe(3);
  expect(await today(ctx)).toMatchObject({ reservedMicros: 0 });
});

test("a free call passes where nothing is left; other workspaces and members keep their own figures", async () => {
  const ctx = await newOwner();
  await reserve(ctx, 1000);
  await reserve(ctx, 0);
  const stranger = await newOwner();
  expect(await today(stranger)).toMatchObject({ reservedMicros: 0, spentMicros: 0 });
  const member = await newMember(ctx, "member");
  await expect(reserve(member, 1)).rejects.toMatchObject({ code: "quota_exceeded" });
  await settleModelCall(ctx, await reserve(ctx, 0), spent(5));
  expect(await today(member)).toMatchObject({ spentMicros: 5, byModel: [] });
});
