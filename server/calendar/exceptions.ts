import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { EventRow } from "./internal.ts";

const keyOf = (connectionId: string, calendarId: string, seriesId: string): string =>
  [connectionId, calendarId, seriesId].join(" ");

/** For each of these series, when occurrences were to be that stand elsewhere now or were called off. */
export async function exceptionsOf(
  tx: Tx,
  series: readonly EventRow[],
): Promise<(row: EventRow) => ReadonlySet<number>> {
  const moved = new Map<string, Set<number>>();
  if (series.length > 0) {
    const ids = JSON.stringify([...new Set(series.map((row) => row.provider_event_id))]);
    const rows = await tx.execute<{
      connection_id: string;
      calendar_id: string;
      series_event_id: string;
      original_start_at: string;
    }>(sql`
      select connection_id, calendar_id, series_event_id, original_start_at from crm.calendar_events
      where series_event_id = any(array(select jsonb_array_elements_text(${ids}::jsonb))) and original_start_at is not null`);
    for (const row of rows) {
      const key = keyOf(row.connection_id, row.calendar_id, row.series_event_id);
      moved.set(key, (moved.get(key) ?? new Set()).add(Date.parse(row.original_start_at)));
    }
  }
  const none: ReadonlySet<number> = new Set();
  return (row) => moved.get(keyOf(row.connection_id, row.calendar_id, row.provider_event_id)) ?? none;
}
