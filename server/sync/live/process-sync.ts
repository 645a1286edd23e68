import { emit, step, toAppError } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { GoogleError } from "#server/google/index.ts";
import { JobCancelledError, LostClaimError, type RunningJob } from "#server/jobs/index.ts";

import { ownCalendar } from "../calendars/parts.ts";
import { refreshCalendars } from "../calendars/refresh.ts";
import {
  type CursorRow,
  noteChecked,
  noteSyncError,
  isDueAgain,
  RuleStoppedError,
  StandingRule,
} from "../cursors.ts";
import { connectionRow } from "../internal.ts";
import { syncCalendar } from "./sync-calendar.ts";
import { syncGmail } from "./sync-gmail.ts";

/** What is told or asked for while the provider is asked may be of what it has just told: it is asked once more, and so on. */
const roundsMax = 10;

/**
 * Brings what is new of every source that is followed, and again where it is due once more by then. One that fails says
 * so on its row and does not hold up the others; the job fails with the first error and is tried again.
 */
export async function processSync(job: RunningJob<"connections.sync">): Promise<unknown> {
  const { connectionId } = job.payload;
  for (let round = 1; ; round++) {
    const synced = await syncSources(job);
    if (round === 1 && synced.error === null) await refreshCalendars(job, synced.rows);
    const mayGoOn = round < roundsMax && synced.error === null;
    const isOver = await step(job.ctx, async ({ ctx, tx }) => {
      if (synced.later.length > 0) await job.checkpoint(tx, { done: synced.changed, total: synced.changed });
      for (const write of synced.later) await write(tx);
      if (mayGoOn && (await isDueAgain(tx, connectionId))) return false;
      await emit(ctx, { type: "connection.changed", payload: { connectionId } });
      return true;
    });
    if (synced.error !== null) throw synced.error.reason;
    if (isOver) return synced.result;
  }
}

interface Synced {
  rows: CursorRow[];
  result: Record<string, unknown>;
  changed: number;
  later: ((tx: Tx) => Promise<void>)[];
  error: { reason: unknown } | null;
}

async function syncSources(job: RunningJob<"connections.sync">): Promise<Synced> {
  const { connectionId } = job.payload;
  const { connection, rows } = await step(job.ctx, async ({ tx }) => ({
    connection: await connectionRow(tx, connectionId),
    rows: await noteChecked(tx, connectionId),
  }));
  const synced: Synced = { rows, result: {}, changed: 0, later: [], error: null };
  const stopped: RuleStoppedError[] = [];
  let followed = 0;
  for (const row of rows) {
    const rule = StandingRule.safeParse(row.rule);
    if (!rule.success || row.cursor === null) continue;
    followed++;
    const later = (write: Synced["later"][number]) => synced.later.push(write);
    const following = { job, row, rule: rule.data, cursor: row.cursor, connection, later };
    try {
      const name = row.part === "" || row.part === ownCalendar ? row.source : `${row.source} ${row.part}`;
      const done = await (row.source === "gmail" ? syncGmail(following) : syncCalendar(following));
      synced.result[name] = done;
      synced.changed += done.changed;
    } catch (error) {
      // Stopped, or held by another worker now: nothing of it is the provider's.
      job.signal.throwIfAborted();
      if (error instanceof RuleStoppedError) {
        stopped.push(error);
        continue;
      }
      if (error instanceof JobCancelledError || error instanceof LostClaimError) throw error;
      const { code, message } = toAppError(error);
      await step(job.ctx, ({ tx }) => noteSyncError(tx, row, { code, message }));
      // What waits for hours keeps back nothing of the others: the next look finds it waiting, and asks nobody.
      if (error instanceof GoogleError && error.longWaitMs !== null) continue;
      synced.error ??= { reason: error };
    }
  }
  const [first] = stopped;
  if (first && stopped.length === followed) throw first;
  return synced;
}
