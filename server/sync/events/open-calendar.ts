import { googleAccess } from "#server/connections/index.ts";
import { type CalendarClient, calendarClient } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

/** The calendars behind a connection. Throws when it has to be connected again. */
export async function openCalendar(job: RunningJob, connectionId: string): Promise<CalendarClient> {
  return calendarClient(await googleAccess(job.ctx, connectionId), job.signal);
}
