import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";

import { isJobKind } from "./definitions.ts";
import { deliverDue } from "./queues.ts";

const batchMax = 500;

/**
 * Delivers again what may have been lost: due jobs that no worker took for a while, and running ones whose worker
 * went away. Answers how many. The queue drops an id that it still has.
 */
export async function sweepJobs(olderThanMs: number): Promise<number> {
  const rows = await systemPool().db.execute<{ id: string; kind: string }>(sql`
    update crm.jobs set delivered_at = now() where (workspace_id, id) in (
      select workspace_id, id from crm.jobs
      where (status = 'queued' and run_at <= now() and coalesce(delivered_at, created_at) < now() - make_interval(secs => ${olderThanMs / 1000}))
        or (status = 'running' and lease_until < now() - make_interval(secs => ${olderThanMs / 1000}))
      order by run_at limit ${batchMax} for update skip locked)
    returning id, kind`);
  let delivered = 0;
  for (const { id, kind } of rows) {
    if (!isJobKind(kind)) continue;
    await deliverDue({ id, kind });
    delivered++;
  }
  return delivered;
}
