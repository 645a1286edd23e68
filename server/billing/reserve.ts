import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { type Context, newId, step } from "#server/core/index.ts";

import { dailyLimitMicros, today } from "./today.ts";

interface Reservation {
  useCase: string;
  model: string;
  turnId?: string;
  /** The most that the call may cost, in millionths of a US dollar. */
  micros: number;
}

/**
 * Sets aside what a call of a model may cost, before it is made. Answers the id to settle or release. One conditional
 * update: any number at once never pass the workspace's limit of the day. Throws AppError quota_exceeded.
 */
export function reserveModelCall(
  ctx: Context,
  { useCase, model, turnId, micros }: Reservation,
): Promise<string> {
  const limit = dailyLimitMicros();
  const id = newId();
  return step(ctx, async ({ tx }) => {
    await tx.execute(sql`
      insert into crm.budget_days (id, workspace_id, day, limit_micros)
      values (${newId()}, ${ctx.workspace.id}, ${today()}, ${limit}) on conflict do nothing`);
    const [day] = await tx.execute<{ day: string }>(sql`
      update crm.budget_days set limit_micros = ${limit}, reserved_micros = reserved_micros + ${micros}
      where day = ${today()} and (spent_micros + reserved_micros + ${micros} <= ${limit} or ${micros} = 0)
      returning day`);
    if (!day) throw usedUp(limit);
    await tx.execute(sql`
      insert into crm.model_usage (id, workspace_id, user_id, day, use_case, model, turn_id, status, reserved_micros)
      values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${day.day}, ${useCase}, ${model}, ${turnId ?? null}, 'reserved', ${micros})`);
    return id;
  });
}

const usedUp = (limitMicros: number) =>
  new AppError(
    "quota_exceeded",
    `This workspace's budget for the assistant, $${(limitMicros / 1_000_000).toFixed(2)} a day, is used up. It starts anew at midnight UTC.`,
  );
