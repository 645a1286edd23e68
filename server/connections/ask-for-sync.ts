import { and, eq, isNotNull, sql } from "drizzle-orm";

import { syncCursors } from "#drizzle/schema/connections.ts";
import type { OperationContext } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

/**
 * Has an account synced for what happened there until now. A sync that runs may have looked before that: the account is due,
 * which it sees once it is through, and looks again. Answers the job.
 */
export async function askForSync(ctx: OperationContext, connectionId: string): Promise<string> {
  // First the job, as a sync's own steps have it: the other way round each would wait for the other.
  const jobId = await enqueueJob(ctx, "connections.sync", { connectionId }, { key: connectionId });
  await ctx.open.tx
    .update(syncCursors)
    .set({ nextSyncAt: sql`now()` })
    .where(
      and(
        eq(syncCursors.connectionId, connectionId),
        isNotNull(syncCursors.cursor),
        isNotNull(syncCursors.rule),
      ),
    );
  return jobId;
}
