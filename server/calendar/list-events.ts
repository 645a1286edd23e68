import { sql } from "drizzle-orm";
import { z } from "zod";

import { EventPage, ListEventsInput } from "#lib/schemas/calendar.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { exceptionsOf } from "./exceptions.ts";
import { lengthMs, occurrenceOf, peopleOf, selectEvents, seriesOf } from "./internal.ts";
import { occurrencesBetween } from "./recurrence.ts";

const Cursor = z.tuple([z.string(), z.uuid()]);
/** Of the series of one owner that may take place in the window. */
const seriesMax = 2_000;

export const listEvents = operation({
  name: "events.list",
  summary: "List calendar events of a period, series spelled out, by start",
  guidance: "Details of one are in events_get.",
  input: ListEventsInput,
  output: EventPage,
  permission: "calendar:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/events" },
  async run({ ctx, tx, input: { from, to, cursor, limit } }) {
    const after = decodeCursor(cursor, Cursor);
    const [start, end] = [new Date(from), new Date(to)];
    const within = sql`e.start_at < ${to}::timestamptz and e.status <> 'cancelled'`;
    const single = await selectEvents(
      tx,
      sql`${within} and e.recurrence = '{}' and (e.end_at > ${from}::timestamptz or e.start_at >= ${from}::timestamptz)
        ${after ? sql`and (e.start_at, e.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}`,
      limit + 1,
    );
    const series = await selectEvents(
      tx,
      sql`${within} and e.recurrence <> '{}' and (e.recurs_until is null or e.recurs_until > ${from}::timestamptz)`,
      seriesMax,
    );
    if (series.length === seriesMax)
      ctx.log.warn({ seriesMax }, "a period has more series than are looked at");
    const exceptions = await exceptionsOf(tx, series);
    const all = [
      ...single.map((row) => ({ row, at: new Date(row.start_at) })),
      ...series.flatMap((row) => {
        // An occurrence that began before the period may reach into it.
        const begun = new Date(start.getTime() - lengthMs(row));
        return occurrencesBetween(seriesOf(row), begun, end)
          .filter((at) => !exceptions(row).has(at.getTime()))
          .filter((at) => at >= start || at.getTime() + lengthMs(row) > start.getTime())
          .map((at) => ({ row, at }));
      }),
    ];
    const sorted = all
      .map(({ row, at }) => ({ row, at, key: [at.toISOString(), row.id] as const }))
      .filter(({ key }) => !after || key[0] > after[0] || (key[0] === after[0] && key[1] > after[1]))
      .sort((a, b) => (a.key.join() < b.key.join() ? -1 : 1))
      .slice(0, limit + 1);
    const people = await peopleOf(
      tx,
      sorted.map(({ row }) => row.interaction_id),
    );
    return toPage(
      sorted,
      limit,
      ({ key }) => key,
      ({ row, at }) => occurrenceOf(row, at, people.get(row.interaction_id) ?? []),
    );
  },
});
