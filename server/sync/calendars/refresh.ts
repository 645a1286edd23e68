import { step } from "#server/core/index.ts";
import { GoogleError } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import type { CursorRow } from "../cursors.ts";
import { openCalendar } from "../events/open-calendar.ts";
import { askCalendars, storeCalendars } from "./account-calendars.ts";

/** Looks which calendars the account has now. That it cannot be told holds up nothing: the next sync looks again. */
export async function refreshCalendars(job: RunningJob, rows: readonly CursorRow[]): Promise<void> {
  const row = rows.find(({ source, rule }) => source === "calendar" && rule !== null);
  if (!row) return;
  try {
    const client = await openCalendar(job, row.connectionId);
    const listed = await askCalendars(client);
    await step(job.ctx, ({ tx }) => storeCalendars(tx, row, listed));
  } catch (error) {
    job.signal.throwIfAborted();
    if (!(error instanceof GoogleError)) throw error;
    job.ctx.log.info({ kind: error.kind }, "which calendars an account has could not be told");
  }
}
