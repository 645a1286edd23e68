import { emit, step, toAppError } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";
import { JobCancelledError, LostClaimError, type RunningJob } from "#server/jobs/index.ts";

import { ownCalendar } from "../calendars/parts.ts";
import { refreshCalendars } from "../calendars/refresh.ts";
import {
  type CursorRow,
  cursorRows,
  noteChecked,
  noteSyncError,
  pushedSince,
  StandingRule,
} from "../cursors.ts";
import { connectionRow } from "../internal.ts";
import { syncCalendar } from "./sync-calendar.ts";
import { syncGmail } from "./sync-gmail.ts";

/** A push that comes while the provider is asked may be of what it has just told: it is asked once more, and so on. */
const roundsMax = 10;

/**
 * Brings what is new of every source that is followed, and again where something was pushed meanwhile. One that fails says
 * so on its row and does not hold up the others; the job fails with the first error and is tried again.
 */
export async function processSync(job: RunningJob<"connections.sync">): Promise<unknown> {
  const { connectionId } = job.payload;
  let result: Record<string, unknown> = {};
  for (let round = 1; ; round++) {
    const { rows, ...synced } = await syncSources(job);
    result = synced.result;
    if (round === 1) await refreshCalendars(job, rows);
    if (round === roundsMax || !(await step(job.ctx, ({ tx }) => pushedSince(tx, connectionId)))) break;
  }
  await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
  return result;
}

async function syncSources(
  job: RunningJob<"connections.sync">,
): Promise<{ rows: CursorRow[]; result: Record<string, unknown> }> {
  const { connectionId } = job.payload;
  const rows = await step(job.ctx, async ({ tx }) => {
    await connectionRow(tx, connectionId);
    await noteChecked(tx, connectionId);
    return cursorRows(tx, connectionId);
  });
  const result: Record<string, unknown> = {};
  const errors: unknown[] = [];
  for (const row of rows) {
    const rule = StandingRule.safeParse(row.rule);
    if (!rule.success || row.cursor === null) continue;
    const following = { job, row, rule: rule.data, cursor: row.cursor };
    try {
      const name = row.part === "" || row.part === ownCalendar ? row.source : `${row.source} ${row.part}`;
      result[name] = await (row.source === "gmail" ? syncGmail(following) : syncCalendar(following));
    } catch (error) {
      // Stopped, or held by another worker now: nothing of it is the provider's.
      job.signal.throwIfAborted();
      if (error instanceof JobCancelledError || error instanceof LostClaimError) throw error;
      const { code, message } = toAppError(error);
      await step(job.ctx, ({ tx }) => noteSyncError(tx, row, { code, message }));
      // What waits for hours keeps back nothing of the others: the next look finds it waiting, and asks nobody.
      if (!(error instanceof GoogleError) || error.longWaitMs === null) errors.push(error);
    }
  }
  if (errors.length > 0) {
    await step(job.ctx, ({ ctx }) => emit(ctx, { type: "connection.changed", payload: { connectionId } }));
    throw errors[0];
  }
  return { rows, result };
}
