import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";

import { countersOf } from "./keys.ts";

/** Longer than any call of a model may take. */
const staleAfterMinutes = 15;

/**
 * Gives back what a process that died had set aside, in every workspace. Answers how many reservations. Locks counters
 * in the order in which each call does: one that is settled at the same time would wait in a circle with it.
 */
export async function releaseStaleReservations(): Promise<number> {
  const rows = await systemPool().db.execute(sql`
    with found as (
      select id from crm.model_usage
      where status = 'reserved' and created_at < now() - make_interval(mins => ${staleAfterMinutes})
      for no key update skip locked
    ), stale as (
      update crm.model_usage u set status = 'released', outcome = 'failed', error = 'interrupted', settled_at = now()
      from found f where u.id = f.id
      returning u.id, u.workspace_id, u.user_id, u.day, u.use_case, u.automation_id, u.reserved_micros
    ), sums as (
      select u.workspace_id, k.scope, k.subject, k.period, k.starts, sum(u.reserved_micros) as micros
      from stale u cross join lateral ${countersOf(sql`u`)} k group by 1, 2, 3, 4, 5
    ), locked as (
      select c.id, s.micros from sums s join crm.budget_counters c on c.workspace_id = s.workspace_id and c.scope = s.scope
        and c.subject = s.subject and c.period = s.period and c.starts = s.starts
      order by c.workspace_id, c.scope, c.subject, c.period, c.starts for no key update of c
    ), given as (
      update crm.budget_counters c set reserved_micros = greatest(0, c.reserved_micros - l.micros)
      from locked l where c.id = l.id
    ) select count(*)::int as calls from stale`);
  return rows.reduce((total, row) => total + Number(row["calls"]), 0);
}
