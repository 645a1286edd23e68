import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";

/** Longer than any call of a model may take. */
const staleAfterMinutes = 15;

/** Gives back what a process that died had set aside, in every workspace. Answers how many reservations. */
export async function releaseStaleReservations(): Promise<number> {
  const rows = await systemPool().db.execute(sql`
    with stale as (
      update crm.model_usage set status = 'released', settled_at = now()
      where status = 'reserved' and created_at < now() - make_interval(mins => ${staleAfterMinutes})
      returning workspace_id, day, reserved_micros
    ), sums as (select workspace_id, day, sum(reserved_micros) as micros, count(*) as calls from stale group by 1, 2)
    update crm.budget_days d set reserved_micros = greatest(0, d.reserved_micros - sums.micros)
    from sums where d.workspace_id = sums.workspace_id and d.day = sums.day
    returning sums.calls`);
  return rows.reduce((total, row) => total + Number(row["calls"]), 0);
}
