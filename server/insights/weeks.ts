import { sql } from "drizzle-orm";

import type { WeekOfMail } from "#lib/schemas/insights.ts";
import type { Tx } from "#server/db/index.ts";

import { weekStarts } from "./week-starts.ts";

const weekCount = 26;

interface Row extends Record<string, unknown> {
  week: number;
  inbound: number;
  outbound: number;
  meetings: number;
}

/** What the caller's own mailbox and calendar saw, week by week in their time zone. */
export async function readWeeks(tx: Tx, userId: string, now: Date): Promise<WeekOfMail[]> {
  const [profile] = await tx.execute<{ time_zone: string }>(
    sql`select time_zone from crm.profiles where user_id = ${userId}`,
  );
  const starts = weekStarts(now, profile?.time_zone ?? "UTC", weekCount);
  const list = `{${starts.map(({ at }) => at.toISOString()).join(",")}}`;
  const rows = await tx.execute<Row>(sql`
    select width_bucket(i.occurred_at, ${list}::timestamptz[]) as week,
      count(*) filter (where i.kind = 'email' and i.direction = 'inbound')::int as inbound,
      count(*) filter (where i.kind = 'email' and i.direction = 'outbound')::int as outbound,
      count(*) filter (where i.kind = 'meeting')::int as meetings
    from crm.interactions i
    where i.owner_id = ${userId} and i.occurred_at >= (${list}::timestamptz[])[1] and i.occurred_at <= ${now.toISOString()}::timestamptz
    group by 1`);
  const byWeek = new Map(rows.map((row) => [row.week, row]));
  return starts.map(({ day }, index) => {
    const row = byWeek.get(index + 1);
    return {
      weekStart: day,
      inbound: row?.inbound ?? 0,
      outbound: row?.outbound ?? 0,
      meetings: row?.meetings ?? 0,
    };
  });
}
