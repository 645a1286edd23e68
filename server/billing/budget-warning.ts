import { sql } from "drizzle-orm";

import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { countersOf, limitOf, today } from "./keys.ts";
import { type Counter, nearlyUsedWords } from "./words.ts";

/** From here on a budget is nearly used up. */
export const warnFrom = 0.8;

interface Row extends Record<string, unknown>, Counter {
  used: number;
}

/** The budget of the caller's chats that is used up most, in words, where that is 80 % or more. */
export async function budgetWarning(tx: Tx, ctx: Context, useCase = "chat"): Promise<string | null> {
  const rows = await tx.execute<Row>(sql`
    with call as (select ${today()} as day, ${ctx.user.id}::uuid as user_id, ${useCase}::text as use_case, null::uuid as automation_id)
    select k.scope, k.subject, k.period, k.limit_micros::float8 as "limitMicros", c.spent_micros::float8 as used
    from (select k.*, ${limitOf(sql`k`)} as limit_micros from call u cross join lateral (${countersOf(sql`u`)}) k) k
      join crm.budget_counters c on c.scope = k.scope and c.subject = k.subject and c.period = k.period and c.starts = k.starts
    where k.limit_micros > 0 and c.spent_micros >= ${warnFrom}::float8 * k.limit_micros
    order by c.spent_micros::float8 / k.limit_micros desc, k.scope, k.period limit 1`);
  const [worst] = rows;
  return worst ? nearlyUsedWords(worst, worst.used / (worst.limitMicros ?? 1)) : null;
}
