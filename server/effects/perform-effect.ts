import { and, eq, inArray, isNull, sql } from "drizzle-orm";

import { effects } from "#drizzle/schema/workspaces.ts";
import type { ErrorCode } from "#lib/errors.ts";
import { requirePermission, step, toAppError } from "#server/core/index.ts";
import { JobYieldedError, LostClaimError, type RunningJob } from "#server/jobs/index.ts";

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
    if (row.heldUntil !== null && row.begunAt === null && !(await begin(performance))) continue;
    if (await perform(performance)) return { effectId, status: "done" };
  }
}

/**
 * From here on it may have been done, and nobody calls it back. False where somebody has meanwhile; the job comes again
 * where it is held still, by the clock of the database.
 */
async function begin({ job, row }: Performance): Promise<boolean> {
  const [begun, leftMs] = await step(job.ctx, async ({ ctx, tx }) => {
    await job.checkpoint(tx, { done: 0, total: 1 });
    const [clock] = await tx.execute<{ left: number }>(sql`
      select extract(epoch from held_until - clock_timestamp())::float8 * 1000 as left from crm.effects where id = ${row.id}`);
    const left = clock?.left ?? 0;
    if (left > 0) return [null, left] as const;
    const rows = await tx
      .update(effects)
      .set({ begunAt: sql`clock_timestamp()` })
      .where(
        and(eq(effects.id, row.id), inArray(effects.status, ["waiting", "failed"]), isNull(effects.begunAt)),
      )
      .returning({ id: effects.id });
    await announce(ctx, row);
    return [rows.length > 0, 0] as const;
  });
  if (begun === null) throw new JobYieldedError(leftMs);
  return begun;
}

const callOf = ({ job, row }: Performance): EffectCall => ({
  ctx: job.ctx,
  key: `${row.workspaceId}:${row.key}`,
  request: row.request,
  response: outsideOf(row).done,
  doing: outsideOf(row).doing,
  note: (doing) =>
    step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: 0, total: 1 });
      await tx
        .update(effects)
        .set({ response: { ...outsideOf(row), doing } })
        .where(eq(effects.id, row.id));
    }),
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

/** Errors after which nothing was done outside for certain. */
const refusals = new Set<ErrorCode>([
  "forbidden",
  "invalid_input",
  "quota_exceeded",
  "rate_limited",
  "unsupported",
]);

/** Says on the row what stood against it; whether it is tried again is the job's matter. */
async function fail({ job, row, driver }: Performance, error: unknown): Promise<never> {
  job.signal.throwIfAborted();
  if (error instanceof LostClaimError) throw error;
  const { code, message } = toAppError(error);
  // What began with this attempt and was refused in so many words can be called back again.
  const mayCallBack = row.begunAt === null && refusals.has(code);
  await step(job.ctx, async ({ ctx, tx }) => {
    const { doing } = outsideOf(await effectRow(tx, row.id));
    await tx
      .update(effects)
      .set({
        status: "failed",
        response: { error: { code, message }, doing },
        attempts: row.attempts + 1,
        ...(mayCallBack ? { begunAt: null } : {}),
      })
      .where(and(eq(effects.id, row.id), inArray(effects.status, ["waiting", "failed"])));
    // What stands outside is not what was known of it here: it is read again.
    if (code === "stale") await driver.settled?.(ctx, row.request);
    await announce(ctx, row);
  });
  throw error;
}

/** False where another job did it meanwhile, after this one had looked. */
async function takeBack(performance: Performance): Promise<boolean> {
  const { job, row, driver } = performance;
  const { undone, ...outside } = outsideOf(row);
  if (undone) return true;
  await driver.undo(callOf(performance));
  const response: Record<string, EffectResponse | true | null> = { ...outside, undone: true };
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
