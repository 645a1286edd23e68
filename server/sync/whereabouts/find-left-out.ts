import { type SQL, sql } from "drizzle-orm";

import type { Finding, Understood } from "#lib/schemas/whereabouts.ts";
import { wholeDayAt } from "#lib/whole-day.ts";
import { addDays, startOfDay } from "#lib/zone.ts";
import type { Tx } from "#server/db/index.ts";

import { leftOutByChoice } from "../import/raw-events.ts";
import { becauseOf, finding } from "./finding.ts";

const meetingsMax = 8;

interface MeetingRow extends Record<string, unknown> {
  subject: string;
  at: string;
  start_date: string | null;
  time_zone: string | null;
  reason: string;
  connection_id: string;
}

/** Meetings that came in and were taken off since, as they were known before: to whom they belong, and to nobody else. */
export async function findLeftOut(tx: Tx, asked: Understood, timeZone: string): Promise<Finding[]> {
  const rows = await tx.execute<MeetingRow>(sql`
    select b.subject, b.at, b.start_date, b.time_zone, r.reason, r.connection_id from crm.raw_events r
      join crm.calendar_events e on e.workspace_id = r.workspace_id and e.interaction_id = r.interaction_id and e.status = 'cancelled'
      cross join lateral (select v.before, v.before #>> '{contents,subject}' as subject, (v.before #>> '{event,start_at}')::timestamptz as at,
          v.before #>> '{event,start_date}' as start_date, v.before #>> '{event,time_zone}' as time_zone
        from crm.event_versions v where v.workspace_id = r.workspace_id and v.interaction_id = r.interaction_id
          and v.before #>> '{event,status}' <> 'cancelled' order by v.id desc limit 1) b
    where r.source = 'calendar' and ${leftOutByChoice(sql`r`)} and ${meant(asked)} and ${on(asked, timeZone)}
    order by b.at desc, r.id limit ${meetingsMax}`);
  return rows.map(({ subject, at, reason, connection_id: connectionId, ...whole }) =>
    finding("off_the_lists", `It came in, and is off the calendar: ${becauseOf(reason)}.`, {
      subject,
      at: new Date(at).toISOString(),
      startDate: wholeDayAt(at, whole),
      connectionId,
    }),
  );
}

function meant({ kind, value }: Understood): SQL {
  switch (kind) {
    case "message_id":
      return sql`e.ical_uid = ${value}`;
    case "address":
      return sql`exists (select 1 from jsonb_array_elements(b.before -> 'people') as p(person) where p.person ->> 'address' = ${value})`;
    case "subject":
      return sql`position(lower(${value}) in lower(b.subject)) > 0`;
  }
}

function on({ day }: Understood, timeZone: string): SQL {
  if (day === null) return sql`true`;
  const [start, end] = [startOfDay(day, timeZone), startOfDay(addDays(day, 1), timeZone)];
  return sql`b.at >= ${start.toISOString()} and b.at < ${end.toISOString()}`;
}
