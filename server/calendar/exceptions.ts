import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import type { EventRow } from "./internal.ts";

type Place = Pick<EventRow, "owner_id" | "connection_id" | "calendar_id">;

const idKey = ({ connection_id, calendar_id }: Place, seriesId: string): string =>
  [connection_id, calendar_id, seriesId].join(" ");
/** The series may have come from an account and its exceptions from a file: what they share is the UID. */
const uidKey = ({ owner_id }: Place, icalUid: string): string => [owner_id, icalUid].join(" ");

/** For each of these series, when occurrences were to be that stand elsewhere now or were called off. */
export async function exceptionsOf(
  tx: Tx,
  series: readonly EventRow[],
): Promise<(row: EventRow) => ReadonlySet<number>> {
  const moved = new Map<string, Set<number>>();
  const add = (key: string, at: number) => moved.set(key, (moved.get(key) ?? new Set()).add(at));
  if (series.length > 0) {
    const list = (values: string[]) =>
      sql`array(select jsonb_array_elements_text(${JSON.stringify([...new Set(values)])}::jsonb))`;
    const rows = await tx.execute<
      Place &
        Record<string, unknown> & { series_event_id: string; ical_uid: string; original_start_at: string }
    >(sql`
      select owner_id, connection_id, calendar_id, series_event_id, ical_uid, original_start_at from crm.calendar_events
      where original_start_at is not null and (series_event_id = any(${list(series.map((row) => row.provider_event_id))})
        or ical_uid = any(${list(series.map((row) => row.ical_uid))}))`);
    for (const row of rows) {
      const at = Date.parse(row.original_start_at);
      add(idKey(row, row.series_event_id), at);
      add(uidKey(row, row.ical_uid), at);
    }
  }
  return (row) =>
    new Set([
      ...(moved.get(idKey(row, row.provider_event_id)) ?? []),
      ...(moved.get(uidKey(row, row.ical_uid)) ?? []),
    ]);
}
