import { hash } from "node:crypto";

import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { derivedColumns, type ImportScope } from "../import/scope.ts";
import { insertRows, textArray } from "../rows.ts";
import type { MeetingEvent } from "./types.ts";

const keyOf = (seriesId: string): string => `event:${hash("sha256", seriesId, "hex")}`;

/** What the occurrences of a series share: an exception that was called off says nothing else of where it belongs. */
export const seriesIdOf = ({ seriesEventId, providerEventId }: MeetingEvent): string =>
  seriesEventId ?? providerEventId;

/** The thread of each series, by seriesIdOf; a single event has one of its own. */
export async function eventThreads(
  tx: Tx,
  scope: ImportScope,
  events: readonly MeetingEvent[],
): Promise<Map<string, string>> {
  const ids = [...new Set(events.map(seriesIdOf))];
  const rows = await tx.execute<{ key: string; thread_id: string }>(sql`
    select key, thread_id from crm.thread_keys
    where owner_id = ${scope.ownerId} and key = any(${textArray(ids.map(keyOf))})`);
  const known = new Map(rows.map((row) => [row.key, row.thread_id]));
  const threads = new Map(ids.map((id) => [id, known.get(keyOf(id)) ?? newId()]));
  const fresh = ids.filter((id) => !known.has(keyOf(id)));
  await insertRows(
    tx,
    "threads",
    fresh.map((id) => ({
      ...derivedColumns(scope),
      id: threads.get(id) ?? null,
      kind: "event",
      message_count: 0,
    })),
  );
  await insertRows(
    tx,
    "thread_keys",
    fresh.map((id) => ({
      ...derivedColumns(scope),
      id: newId(),
      thread_id: threads.get(id) ?? null,
      key: keyOf(id),
    })),
  );
  return threads;
}
