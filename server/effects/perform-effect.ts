import { and, eq, inArray, sql } from "drizzle-orm";

import { effects } from "#drizzle/schema/workspaces.ts";
import { requirePermission, step, toAppError } from "#server/core/index.ts";
import { LostClaimError, type RunningJob } from "#server/jobs/index.ts";

import { announce } from "./announce.ts";
import { type EffectRow, effectRow, outsideOf } from "./rows.ts";
import type { EffectCall, EffectDriver, EffectDrivers, EffectResponse } from "./types.ts";

type Job = RunningJob<"effects.perform">;

interface Performance {
  job: Job;
  row: EffectRow;
  driver: EffectDriver;
}

const whole = { done: 1, total: 1 };

/**
 * Does one effect outside any transaction and settles it in one of its own; takes it back where it was called off
 * before, meanwhile or since. Killed anywhere and run again it comes to the same: the driver looks first.
 */
export async function performEffect(job: Job, drivers: EffectDrivers): Promise<Record<string, unknown>> {
  const { effectId } = job.payload;
  for (;;) {
    const row = await step(job.ctx, ({ tx }) => effectRow(tx, effectId));
    const driver = drivers[row.operation];
    if (!driver) throw new Error(`nothing performs ${row.operation}`);
    requirePermission(job.ctx, driver);
    const performance = { job, row, driver };
    if (row.status === "done") return { effectId, status: "done" };
    if (row.status === "cancelled") {
      if (await takeBack(performance)) return { effectId, status: "cancelled" };
      continue;
    }
    if (await perform(performance)) return { effectId, status: "done" };
  }
}

const callOf = ({ job, row }: Performance): EffectCall => ({
  ctx: job.ctx,
  key: `${row.workspaceId}:${row.key}`,
  request: row.request,
  response: outsideOf(row).done,
  signal: job.signal,
});

/** False where it was called back meanwhile. */
async function perform(performance: Performance): Promise<boolean> {
  const { job, row, driver } = performance;
  const done = await driver.perform(callOf(performance)).catch((error: unknown) => fail(performance, error));
  return step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, whole);
    const settled = await tx
      .update(effects)
      .set({ status: "done", response: { done }, attempts: row.attempts + 1, settledAt: sql`now()` })
      .where(and(eq(effects.id, row.id), inArray(effects.status, ["waiting", "failed"])))
      .returning({ id: effects.id });
    if (settled.length > 0) await driver.settled?.(ctx, row.request);
    else await tx.update(effects).set({ response: { done } }).where(eq(effects.id, row.id));
    await announce(ctx, row);
    return settled.length > 0;
  });
}

/** Says on the row what stood against it; whether it is tried again is the job's matter. */
async function fail({ job, row }: Performance, error: unknown): Promise<never> {
  job.signal.throwIfAborted();
  if (error instanceof LostClaimError) throw error;
  const { code, message } = toAppError(error);
  await step(job.ctx, async ({ ctx, tx }) => {
    await tx
      .update(effects)
      .set({ status: "failed", response: { error: { code, message } }, attempts: row.attempts + 1 })
      .where(and(eq(effects.id, row.id), inArray(effects.status, ["waiting", "failed"])));
    await announce(ctx, row);
  });
  throw error;
}

/** False where another job did it meanwhile, after this one had looked. */
async function takeBack(performance: Performance): Promise<boolean> {
  const { job, row, driver } = performance;
  const { done, undone } = outsideOf(row);
  if (undone) return true;
  await driver.undo(callOf(performance));
  const response: { done: EffectResponse | null; undone: true } = { done, undone: true };
  return step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, whole);
    const asRead = row.response === null ? null : JSON.stringify(row.response);
    const settled = await tx
      .update(effects)
      .set({ response, settledAt: sql`now()` })
      .where(and(eq(effects.id, row.id), sql`${effects.response} is not distinct from ${asRead}::jsonb`))
      .returning({ id: effects.id });
    if (settled.length > 0) await driver.settled?.(ctx, row.request);
    return settled.length > 0;
  });
}
