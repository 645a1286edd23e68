import { sql } from "drizzle-orm";

import { checklistSteps, type Today } from "#lib/schemas/insights.ts";
import type { Tx } from "#server/db/index.ts";

type Done = Record<(typeof checklistSteps)[number], boolean>;

/** What the caller has done of a newcomer's first steps, by what there is of it. */
export async function readChecklist(tx: Tx, userId: string): Promise<Today["checklist"]> {
  const [done] = await tx.execute<Done & Record<string, unknown>>(sql`
    select exists (select 1 from crm.connections where owner_id = ${userId}) as "connect",
      exists (select 1 from crm.sync_batches where owner_id = ${userId}) as "import",
      exists (select 1 from crm.chat_threads where user_id = ${userId}) as "ask",
      exists (select 1 from crm.proposals where user_id = ${userId} and status in ('done', 'rejected', 'failed')) as "decide",
      exists (select 1 from crm.change_sets where user_id = ${userId} and reverts_id is not null)
        or exists (select 1 from crm.sync_batches where owner_id = ${userId} and undo_job_id is not null) as "takeBack"`);
  return checklistSteps.map((step) => ({ step, done: done?.[step] ?? false }));
}
