import { dateIn } from "#lib/zone.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { itemOf } from "../calendars/parts.ts";
import type { CursorRow } from "../cursors.ts";
import { GoogleEvent } from "../events/google-event.ts";
import { listCalendar } from "../events/list-calendar.ts";
import { openCalendar } from "../events/open-calendar.ts";
import { undated } from "./days.ts";

/** The entries of a calendar by the day they begin; a series counts for the day of its first. */
export async function countCalendar(
  job: RunningJob,
  row: CursorRow,
  timeZone: string,
): Promise<Map<string, string[]>> {
  const calendar = await openCalendar(job, row.connectionId);
  const { events } = await listCalendar(calendar, row.part, null);
  const byDay = new Map<string, string[]>();
  for (const raw of events) {
    const day = dayOf(raw, timeZone);
    byDay.set(day, [...(byDay.get(day) ?? []), itemOf(row.part, raw.id)]);
  }
  return byDay;
}

function dayOf(raw: unknown, timeZone: string): string {
  const start = GoogleEvent.pick({ start: true, originalStartTime: true }).safeParse(raw).data;
  const time = start?.start ?? start?.originalStartTime;
  if (time?.date !== undefined) return time.date;
  return time?.dateTime === undefined ? undated : dateIn(new Date(time.dateTime), timeZone);
}
