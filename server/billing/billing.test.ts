import { expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import {
  getUsage,
  releaseModelCall,
  releaseStaleReservations,
  reserveModelCall,
  settleModelCall,
} from "./index.ts";

useTestDatabase({ MODEL_BUDGET_USD_PER_DAY: "0.001" });

const reserve = (ctx: Context, micros: number) =>
  reserveModelCall(ctx, { useCase: "chat", model: "m", micros });
const today = (ctx: Context) => getUsage(through(ctx, "rest"), {});
const spent = (costMicros: number) => ({
  costMicros,
  inputTokens: 10,
  cachedInputTokens: 4,
  outputTokens: 3,
});

test("of many at once exactly as many pass as the limit holds, and the refusal names it", async () => {
  const ctx = await newOwner();
  const results = await Promise.allSettled(Array.from({ length: 12 }, () => reserve(ctx, 300)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({
    code: "quota_exceeded",
    message: expect.stringContaining("$0.00 a day"),
  });
  expect(await today(ctx)).toMatchObject({
    limitMicros: 1000,
    reservedMicros: 900,
    spentMicros: 0,
    byModel: [],
  });
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
    byModel: [
      { model: "m", calls: 1, inputTokens: 10, cachedInputTokens: 4, outputTokens: 3, costMicros: 100 },
    ],
  });
  await reserve(ctx, 900);
});

test("a dead process's reservation comes back; a call that ends after that is charged all the same", async () => {
  const ctx = await newOwner();
  const [old, fresh] = [await reserve(ctx, 600), await reserve(ctx, 100)];
  await systemPool()
    .client`update crm.model_usage set created_at = now() - interval '20 minutes' where id = ${old}`;
  await releaseStaleReservations();
  expect(await today(ctx)).toMatchObject({ reservedMicros: 100 });
  await settleModelCall(ctx, old, spent(50));
  expect(await today(ctx)).toMatchObject({ reservedMicros: 100, spentMicros: 50 });
  await settleModelCall(ctx, fresh, spent(7));
  expect(await today(ctx)).toMatchObject({ reservedMicros: 0, spentMicros: 57 });
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
