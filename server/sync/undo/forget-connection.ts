import { sql } from "drizzle-orm";

import { emit, step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

/**
 * What is known of an account beside its imports: previews, counts by day, questions. The numbers of previews that were
 * approved stay, as those of their imports do. Nothing is followed any more unless somebody approved it anew meanwhile.
 */
export async function forgetConnection(job: RunningJob, connectionId: string): Promise<void> {
  await step(job.ctx, async ({ ctx, tx }) => {
    const [last] = await tx.execute<{ total: number }>(
      sql`select progress_total::int as total from crm.jobs where id = ${job.id}`,
    );
    const total = last?.total ?? 0;
    await job.checkpoint(tx, { done: total, total });
    const spent = sql`select p.id from crm.previews p where p.connection_id = ${connectionId} and p.created_at <= (
      select j.created_at from crm.jobs j where j.id = ${job.id})`;
    await tx.execute(sql`delete from crm.preview_items where preview_id in (${spent})`);
    await tx.execute(sql`delete from crm.preview_pages where preview_id in (${spent})`);
    await tx.execute(
      sql`update crm.previews set result = null, facts = null, selection = null where id in (${spent})`,
    );
    await tx.execute(sql`
      delete from crm.previews p where p.id in (${spent})
        and not exists (select 1 from crm.sync_batches b where b.workspace_id = p.workspace_id and b.preview_id = p.id)`);
    await tx.execute(sql`delete from crm.mailbox_days where connection_id = ${connectionId}`);
    await tx.execute(sql`delete from crm.account_calendars where connection_id = ${connectionId}`);
    await tx.execute(sql`delete from crm.provider_questions where connection_id = ${connectionId}`);
    await emit(ctx, { type: "connection.changed", payload: { connectionId } });
  });
}
