import { sql } from "drizzle-orm";

import { GetUsageInput, Usage } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";

import { budgetWarning } from "./budget-warning.ts";
import { limitOf, today } from "./keys.ts";

interface DayRow extends Record<string, unknown> {
  day: string;
  limit: number;
  spent: number | null;
  reserved: number | null;
}

export const getUsage = operation({
  name: "usage.get",
  summary: "Read what models have cost today, and the day's limit",
  guidance: "For questions about what the assistant costs.",
  input: GetUsageInput,
  output: Usage,
  permission: "chat:read",
  effect: "read",
  doors: ["rest", "tool"],
  rest: { method: "GET", path: "/usage" },
  async run({ tx }) {
    const [row] = await tx.execute<DayRow>(sql`
      select k.starts as day, (${limitOf(sql`k`)})::float8 as limit, c.spent_micros::float8 as spent, c.reserved_micros::float8 as reserved
      from (select 'workspace' as scope, '' as subject, 'day' as period, ${today()} as starts) k
        left join crm.budget_counters c on c.scope = k.scope and c.subject = k.subject and c.period = k.period and c.starts = k.starts`);
    const byDay = await tx.execute<Usage["byDay"][number] & Record<string, unknown>>(sql`
      select starts as day, spent_micros::float8 as "spentMicros" from crm.budget_counters
      where scope = 'workspace' and period = 'day' and spent_micros > 0 order by starts desc limit 30`);
    const byModel = await tx.execute<Usage["byModel"][number] & Record<string, unknown>>(sql`
      select model, count(*)::int as calls, sum(input_tokens)::int as "inputTokens", sum(cached_input_tokens)::int as "cachedInputTokens",
        sum(output_tokens)::int as "outputTokens", sum(cost_micros)::float8 as "costMicros"
      from crm.model_usage where day = ${today()} and status = 'settled'
      group by model order by sum(cost_micros) desc, model`);
    return {
      day: row?.day ?? "",
      limitMicros: row?.limit ?? 0,
      spentMicros: row?.spent ?? 0,
      reservedMicros: row?.reserved ?? 0,
      warning: await budgetWarning(tx),
      byDay: [...byDay].reverse(),
      byModel: [...byModel],
    };
  },
});
