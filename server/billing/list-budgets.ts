import { sql } from "drizzle-orm";

import { type Budget, Budgets, ListBudgetsInput } from "#lib/schemas/usage.ts";
import { operation, rolePermissions } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { ceilingMicros, today } from "./keys.ts";

export const listBudgets = operation({
  name: "budgets.list",
  summary: "List the limits on what models may cost, with what is used of each",
  input: ListBudgetsInput,
  output: Budgets,
  permission: "billing:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/budgets" },
  async run({ ctx, tx }): Promise<Budgets> {
    const isWhole = ctx.role === "owner" || ctx.role === "admin";
    const [workspace] = await tx.execute<{ keep: boolean }>(
      sql`select keep_model_bodies as keep from crm.workspaces`,
    );
    const members = await tx.execute<Budgets["members"][number] & Record<string, unknown>>(sql`
      select m.user_id as "userId", nullif(coalesce(nullif(p.display_name, ''), p.email), '') as name
      from crm.members m left join crm.profiles p on p.user_id = m.user_id
      where ${isWhole} or m.user_id = ${ctx.user.id} order by name nulls last, m.user_id`);
    return {
      items: await budgets(tx, isWhole ? null : ctx.user.id),
      ceilingMicros: ceilingMicros(),
      keepBodies: workspace?.keep ?? false,
      members: [...members],
      mayEdit: rolePermissions[ctx.role].has("billing:write"),
    };
  },
});

/** For a member theirs alone, beside those of everybody. */
async function budgets(tx: Tx, onlyOf: string | null): Promise<Budget[]> {
  const rows = await tx.execute<Budget & Record<string, unknown>>(sql`
    with limits as (
      select l.id, l.scope, l.subject, l.period, l.limit_micros from crm.budget_limits l
      union all
      select null, 'workspace', '', 'day', ${ceilingMicros()}
      where not exists (select 1 from crm.budget_limits l where l.scope = 'workspace' and l.period = 'day')
    )
    select l.id, l.scope, l.subject, l.period, l.limit_micros::float8 as "limitMicros",
      nullif(coalesce(nullif(p.display_name, ''), p.email), '') as name,
      case when l.scope = 'workspace' or l.subject <> '' then coalesce(c.spent_micros, 0)::float8 end as "spentMicros",
      case when l.scope = 'workspace' or l.subject <> '' then coalesce(c.reserved_micros, 0)::float8 end as "reservedMicros"
    from limits l
      left join crm.profiles p on l.scope = 'member' and p.user_id::text = l.subject
      left join crm.budget_counters c on c.scope = l.scope and c.subject = l.subject and c.period = l.period
        and c.starts = case l.period when 'day' then ${today()} else left(${today()}, 7) || '-01' end
    where ${onlyOf}::text is null or l.scope <> 'member' or l.subject in ('', ${onlyOf}::text)
    order by array_position(array['workspace', 'member', 'useCase', 'automation'], l.scope), l.subject, l.period`);
  return [...rows];
}
