import { emit, step, toAppError } from "#server/core/index.ts";
import { JobCancelledError, LostClaimError, type RunningJob } from "#server/jobs/index.ts";

import { cursorRows, noteSyncError, StandingRule } from "../cursors.ts";
import { connectionRow } from "../internal.ts";
import { syncCalendar } from "./sync-calendar.ts";
import { syncGmail } from "./sync-gmail.ts";

/**
 * Brings what is new of every source that is followed. One that fails says so on its row and does not hold up the others;
 * the job fails with the first error and is tried again.
 */
export async function processSync(job: RunningJob<"connections.sync">): Promise<unknown> {
  const { connectionId } = job.payload;
  const rows = await step(job.ctx, async ({ tx }) => {
    await connectionRow(tx, connectionId);
    return cursorRows(tx, connectionId);
  });
  const result: Record<string, unknown> = {};
  const errors: unknown[] = [];
  for (const row of rows) {
    const rule = StandingRule.safeParse(row.rule);
    if (!rule.success || row.cursor === null) continue;
    const following = { job, row, rule: rule.data, cursor: row.cursor };
    try {
      result[row.source] = await (row.source === "gmail" ? syncGmail(following) : syncCalendar(following));
    } catch (error) {
      // Stopped, or held by another worker now: nothing of it is the provider's.
      job.signal.throwIfAborted();
      if (error instanceof JobCancelledError || error instanceof LostClaimError) throw error;
      const { code, message } = toAppError(error);
      await step(job.ctx, ({ tx }) => noteSyncError(tx, row, { code, message }));
      errors.push(error);
    }
  }
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  if (errors.length > 0) throw errors[0];
  return result;
}
