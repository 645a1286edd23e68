import { sql } from "drizzle-orm";

import { type Context, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Spent {
  /** Millionths of a US dollar. */
  costMicros: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
}

interface Reserved extends Record<string, unknown> {
  day: string;
  status: "reserved" | "settled" | "released";
  reserved: number;
}

/** Replaces a reservation by what the call cost. Twice has no effect; one released meanwhile is charged all the same. */
export function settleModelCall(ctx: Context, id: string, spent: Spent): Promise<void> {
  return step(ctx, async ({ tx }) => {
    const before = await lockUsage(tx, id);
    if (!before || before.status === "settled") return;
    await tx.execute(sql`
      update crm.model_usage set status = 'settled', settled_at = now(), cost_micros = ${spent.costMicros},
        input_tokens = ${spent.inputTokens}, cached_input_tokens = ${spent.cachedInputTokens}, output_tokens = ${spent.outputTokens}
      where id = ${id}`);
    await changeDay(tx, before, spent.costMicros);
  });
}

/** Gives a reservation back, for a call that was not made or cost nothing. */
export function releaseModelCall(ctx: Context, id: string): Promise<void> {
  return step(ctx, async ({ tx }) => {
    const before = await lockUsage(tx, id);
    if (before?.status !== "reserved") return;
    await tx.execute(
      sql`update crm.model_usage set status = 'released', settled_at = now() where id = ${id}`,
    );
    await changeDay(tx, before, 0);
  });
}

async function lockUsage(tx: Tx, id: string): Promise<Reserved | undefined> {
  const [row] = await tx.execute<Reserved>(sql`
    select day, status, reserved_micros::float8 as reserved from crm.model_usage where id = ${id} for no key update`);
  return row;
}

async function changeDay(tx: Tx, { day, status, reserved }: Reserved, spentMicros: number): Promise<void> {
  const back = status === "reserved" ? reserved : 0;
  await tx.execute(sql`
    update crm.budget_days set reserved_micros = greatest(0, reserved_micros - ${back}), spent_micros = spent_micros + ${spentMicros}
    where day = ${day}`);
}
