import { sql } from "drizzle-orm";

import { FreeTimes, FreeTimesInput } from "#lib/schemas/calendar.ts";
import { knownZone } from "#lib/zone.ts";
import { mailAddressesOf } from "#server/contacts/index.ts";
import { operation } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { exceptionsOf } from "./exceptions.ts";
import { freeSlots, type Span } from "./free-slots.ts";
import { lengthMs, selectEvents, seriesOf } from "./internal.ts";
import { occurrencesBetween } from "./recurrence.ts";

/** Of one person's events and series in the period. */
const eventsMax = 2_000;

export const findFreeTimes = operation({
  name: "events.free",
  summary: "Find times at which you, and others as far as their calendars are known, are free",
  guidance:
    "Looks at the calendars that came in: the user's own, and those of colleagues who share theirs. People whose calendar is not known are listed with known false: say so, and do not claim that they are free. Working hours are 09:00 to 17:00 on weekdays unless the user says otherwise. Whole days count as busy, what was declined does not.",
  input: FreeTimesInput,
  output: FreeTimes,
  permission: "calendar:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/events/free" },
  async run({ ctx, tx, input }) {
    const { from, to, contactIds = [], addresses = [], ...wanted } = input;
    const timeZone = input.timeZone ?? (await ownZone(tx, ctx.user.id));
    const asked = [...new Set([...(await mailAddressesOf(tx, contactIds)), ...addresses])];
    const owners = await calendarsOf(tx, asked);
    const period = { from: new Date(from), to: new Date(to) };
    const busy: Span[] = [];
    for (const ownerId of new Set([ctx.user.id, ...owners.values()])) {
      busy.push(...(await busyOf(tx, ownerId, period)));
    }
    return {
      timeZone,
      items: freeSlots({ ...wanted, ...period, timeZone, busy }).map(({ startMs, endMs }) => ({
        startAt: new Date(startMs).toISOString(),
        endAt: new Date(endMs).toISOString(),
      })),
      people: asked.map((address) => ({ address, known: owners.has(address) })),
    };
  },
});

async function ownZone(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.execute<{ zone: string | null }>(
    sql`select time_zone as zone from crm.profiles where user_id = ${userId}`,
  );
  return knownZone(row?.zone);
}

/** Who of these has a calendar here that the caller sees events of. */
async function calendarsOf(tx: Tx, addresses: readonly string[]): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const rows = await tx.execute<{ address: string; owner_id: string }>(sql`
    select distinct on (a.address) a.address, c.owner_id from crm.connections c
      cross join lateral (select unnest(c.addresses) union select c.account where c.account is not null) as a(address)
    where a.address in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb))
      and exists (select 1 from crm.calendar_events e where e.connection_id = c.id)
    order by a.address, c.id`);
  return new Map(rows.map(({ address, owner_id }) => [address, owner_id]));
}

async function busyOf(tx: Tx, ownerId: string, { from, to }: { from: Date; to: Date }): Promise<Span[]> {
  const [start, end] = [from.toISOString(), to.toISOString()];
  const theirs = sql`e.owner_id = ${ownerId} and e.status <> 'cancelled' and e.response is distinct from 'declined'
    and e.start_at < ${end}::timestamptz`;
  const single = await selectEvents(
    tx,
    sql`${theirs} and e.recurrence = '{}' and e.end_at > ${start}::timestamptz`,
    eventsMax,
  );
  const series = await selectEvents(
    tx,
    sql`${theirs} and e.recurrence <> '{}' and (e.recurs_until is null or e.recurs_until > ${start}::timestamptz)`,
    eventsMax,
  );
  const moved = await exceptionsOf(tx, series);
  return [
    ...single.map((row) => ({ startMs: Date.parse(row.start_at), endMs: Date.parse(row.end_at) })),
    ...series.flatMap((row) =>
      occurrencesBetween(seriesOf(row), new Date(from.getTime() - lengthMs(row)), to)
        .filter((at) => !moved(row).has(at.getTime()))
        .map((at) => ({ startMs: at.getTime(), endMs: at.getTime() + lengthMs(row) })),
    ),
  ];
}
