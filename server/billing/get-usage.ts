import { sql } from "drizzle-orm";

import { GetUsageInput, Usage } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";

import { dailyLimitMicros, today } from "./today.ts";

interface DayRow extends Record<string, unknown> {
  day: string;
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
      select t.day, b.spent_micros::float8 as spent, b.reserved_micros::float8 as reserved
      from (select ${today()} as day) t left join crm.budget_days b on b.day = t.day`);
    const byDay = await tx.execute<Usage["byDay"][number] & Record<string, unknown>>(sql`
      select day, spent_micros::float8 as "spentMicros" from crm.budget_days
      where spent_micros > 0 order by day desc limit 30`);
    const byModel = await tx.execute<Usage["byModel"][number] & Record<string, unknown>>(sql`
      select model, count(*)::int as calls, sum(input_tokens)::int as "inputTokens", sum(cached_input_tokens)::int as "cachedInputTokens",
        sum(output_tokens)::int as "outputTokens", sum(cost_micros)::float8 as "costMicros"
      from crm.model_usage where day = ${today()} and status = 'settled'
      group by model order by sum(cost_micros) desc, model`);
    return {
      day: row?.day ?? "",
      limitMicros: dailyLimitMicros(),
      spentMicros: row?.spent ?? 0,
      reservedMicros: row?.reserved ?? 0,
      byDay: [...byDay].reverse(),
      byModel: [...byModel],
    };
  },
});
