import { sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import { type Context, newId, step } from "#server/core/index.ts";

import { countersOf, limitOf, today } from "./keys.ts";
import { type Counter, usedUpWords } from "./words.ts";

export interface Reservation {
  useCase: string;
  provider: string;
  model: string;
  promptVersion?: string | undefined;
  turnId?: string | undefined;
  automationId?: string | undefined;
  /** Paths of the records that it is shown. */
  readRecords?: readonly string[] | undefined;
  /** The most that the call may cost, in millionths of a US dollar. */
  micros: number;
}

interface Row extends Record<string, unknown>, Counter {
  passed: boolean;
  keepsBodies: boolean;
}

interface Reserved {
  /** To settle or release. */
  id: string;
  /** The workspace wants kept what models are asked and answer. */
  keepsBodies: boolean;
}

/**
 * Sets aside what a call of a model may cost, before it is made. One statement raises every counter that the call stands in where its limit allows, and all of them or none: any number at once never pass a
 * limit. Throws AppError quota_exceeded, which names the limit.
 */
export function reserveModelCall(ctx: Context, reservation: Reservation): Promise<Reserved> {
  const { useCase, provider, model, promptVersion, turnId, automationId, readRecords, micros } = reservation;
  const id = newId();
  return step(ctx, async ({ tx }) => {
    const rows = await tx.execute<Row>(sql`
      with call as (
        select ${today()} as day, ${ctx.user.id}::uuid as user_id, ${useCase}::text as use_case, ${automationId ?? null}::uuid as automation_id
      ), wanted as (
        select k.*, ${limitOf(sql`k`)} as limit_micros from call u cross join lateral (${countersOf(sql`u`)}) k
      ), counted as (
        insert into crm.budget_counters as c (id, workspace_id, scope, subject, period, starts, reserved_micros)
        select gen_random_uuid(), ${ctx.workspace.id}, w.scope, w.subject, w.period, w.starts, ${micros} from wanted w
        where ${micros} = 0 or w.limit_micros is null or ${micros} <= w.limit_micros
        order by w.scope, w.subject, w.period
        on conflict (workspace_id, scope, subject, period, starts) do update
          set reserved_micros = c.reserved_micros + excluded.reserved_micros
          where excluded.reserved_micros = 0 or coalesce(c.spent_micros + c.reserved_micros + excluded.reserved_micros
            <= (select w.limit_micros from wanted w where w.scope = c.scope and w.subject = c.subject and w.period = c.period), true)
        returning c.scope, c.subject, c.period
      ), used as (
        insert into crm.model_usage (id, workspace_id, user_id, day, use_case, provider, model, prompt_version, turn_id, automation_id,
          status, reserved_micros, read_records)
        select ${id}, ${ctx.workspace.id}, u.user_id, u.day, u.use_case, ${provider}, ${model}, ${promptVersion ?? null}, ${turnId ?? null},
          u.automation_id, 'reserved', ${micros}, ${JSON.stringify(readRecords ?? [])}::jsonb from call u
      )
      select w.scope, w.subject, w.period, w.limit_micros::float8 as "limitMicros", c.scope is not null as passed,
        (select keep_model_bodies from crm.workspaces) as "keepsBodies"
      from wanted w left join counted c on c.scope = w.scope and c.subject = w.subject and c.period = w.period`);
    const refused = rows.find(({ passed }) => !passed);
    // Takes back what the statement did.
    if (refused) throw new AppError("quota_exceeded", usedUpWords(refused));
    return { id, keepsBodies: rows[0]?.keepsBodies ?? false };
  });
}
