import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";

import { countersOf } from "./keys.ts";

/** Longer than any call of a model may take. */
const staleAfterMinutes = 15;

/** Gives back what a process that died had set aside, in every workspace. Answers how many reservations. */
export async function releaseStaleReservations(): Promise<number> {
  const rows = await systemPool().db.execute(sql`
    with stale as (
      update crm.model_usage set status = 'released', outcome = 'failed', error = 'interrupted', settled_at = now()
      where status = 'reserved' and created_at < now() - make_interval(mins => ${staleAfterMinutes})
      returning id, workspace_id, user_id, day, use_case, automation_id, reserved_micros
    ), sums as (
      select u.workspace_id, k.scope, k.subject, k.period, k.starts, sum(u.reserved_micros) as micros
      from stale u cross join lateral ${countersOf(sql`u`)} k group by 1, 2, 3, 4, 5
    ), given as (
      update crm.budget_counters c set reserved_micros = greatest(0, c.reserved_micros - s.micros)
      from sums s where c.workspace_id = s.workspace_id and c.scope = s.scope and c.subject = s.subject
        and c.period = s.period and c.starts = s.starts
    ) select count(*)::int as calls from stale`);
  return rows.reduce((total, row) => total + Number(row["calls"]), 0);
}
