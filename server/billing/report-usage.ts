import { type SQL, sql } from "drizzle-orm";

import { ReportUsageInput, UsageReport, type UsageSums } from "#lib/schemas/usage.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { today } from "./keys.ts";

type Row<K extends keyof UsageReport> = UsageReport[K] extends (infer One)[]
  ? One & Record<string, unknown>
  : never;

/** Money of calls whose price is not known is not counted as money. */
const sums = sql`
  count(u.id)::int as calls, coalesce(sum(u.input_tokens), 0)::int as "inputTokens",
  coalesce(sum(u.cached_input_tokens), 0)::int as "cachedInputTokens", coalesce(sum(u.output_tokens), 0)::int as "outputTokens",
  coalesce(sum(u.cost_micros) filter (where u.priced), 0)::float8 as "costMicros",
  (count(u.id) filter (where not u.priced))::int as unpriced, (count(u.id) filter (where u.outcome = 'failed'))::int as failed,
  (count(u.id) filter (where u.reused))::int as reused`;

export const reportUsage = operation({
  name: "usage.report",
  summary: "Read what models were used for, by day, model, member and feature",
  input: ReportUsageInput,
  output: UsageReport,
  permission: "billing:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/usage/report" },
  async run({ ctx, tx, input: { days } }): Promise<UsageReport> {
    const [span] = await tx.execute<{ from: string; to: string }>(sql`
      select ${today()} as to, to_char((now() at time zone 'utc')::date - ${Number(days) - 1}::int, 'YYYY-MM-DD') as from`);
    const { from, to } = span ?? { from: "", to: "" };
    const used = sql`crm.model_usage u where u.day >= ${from} and u.status <> 'reserved'`;
    const byDay = await tx.execute<Row<"byDay">>(sql`
      select to_char(d, 'YYYY-MM-DD') as day, ${sums}
      from generate_series(${from}::date, ${to}::date, interval '1 day') d
        left join crm.model_usage u on u.day = to_char(d, 'YYYY-MM-DD') and u.status <> 'reserved'
      group by d order by d`);
    return {
      from,
      to,
      isWhole: ctx.role === "owner" || ctx.role === "admin",
      total: await one(tx, sql`select ${sums} from ${used}`),
      byDay: [...byDay],
      byModel: await all<Row<"byModel">>(
        tx,
        sql`select u.provider, u.model, ${sums} from ${used} group by u.provider, u.model order by "costMicros" desc, calls desc, u.model`,
      ),
      byMember: await all<Row<"byMember">>(
        tx,
        sql`select u.user_id as "userId", max(nullif(coalesce(nullif(p.display_name, ''), p.email), '')) as name, ${sums}
          from crm.model_usage u left join crm.profiles p on p.user_id = u.user_id
          where u.day >= ${from} and u.status <> 'reserved'
          group by u.user_id order by "costMicros" desc, calls desc, u.user_id`,
      ),
      byUseCase: await all<Row<"byUseCase">>(
        tx,
        sql`select u.use_case as "useCase", ${sums} from ${used} group by u.use_case order by "costMicros" desc, calls desc, u.use_case`,
      ),
    };
  },
});

async function all<T extends Record<string, unknown>>(tx: Tx, query: SQL) {
  return [...(await tx.execute<T>(query))];
}

async function one(tx: Tx, query: SQL): Promise<UsageSums> {
  const [row] = await tx.execute<UsageSums & Record<string, unknown>>(query);
  if (!row) throw new Error("a sum always has a row");
  return row;
}
