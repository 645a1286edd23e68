import { sql } from "drizzle-orm";

import type { Person, ThreadListItem } from "#lib/schemas/interactions.ts";
import type { Tx } from "#server/db/index.ts";

import { ownAddresses } from "./own-addresses.ts";
import { uuidArray } from "./rows.ts";
import { plainSubject } from "./subject.ts";

/** Of a long conversation, these many mails tell who takes part. */
const mailsForPeople = 20;

interface Row extends Record<string, unknown> {
  id: string;
  message_count: number;
  direction: "inbound" | "outbound";
  subject: string | null;
  snippet: string | null;
  has_attachments: boolean;
  unread: boolean;
  starred: boolean;
  people: Person[];
}

type Described = Omit<ThreadListItem, "id" | "lastAt" | "waiting">;

/** What a list shows of these threads beside their place in it. */
export async function describeThreads(tx: Tx, ids: readonly string[]): Promise<Map<string, Described>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    with own as materialized (${ownAddresses})
    select t.id, t.message_count, coalesce(marks.unread, false) as unread, coalesce(marks.starred, false) as starred, last.direction, coalesce(c.subject, s.subject) as subject, c.snippet, people.people,
      exists (select 1 from crm.interactions i
          join crm.interaction_contents a on a.workspace_id = i.workspace_id and a.interaction_id = i.id
        where i.thread_id = t.id and jsonb_path_exists(a.attachments, '$[*] ? (@.inline != true)')) as has_attachments
    from crm.threads t
      cross join lateral (select i.id, i.workspace_id, i.direction from crm.interactions i
        where i.thread_id = t.id order by i.occurred_at desc limit 1) last
      cross join lateral (
        select bool_or('UNREAD' = any(r.labels)) as unread, bool_or('STARRED' = any(r.labels)) as starred
        from crm.interactions i join crm.raw_events r on r.workspace_id = i.workspace_id and r.interaction_id = i.id
        where i.thread_id = t.id) marks
      left join crm.interaction_contents c on c.workspace_id = last.workspace_id and c.interaction_id = last.id
      left join crm.interaction_subjects s on s.workspace_id = last.workspace_id and s.interaction_id = last.id
      cross join lateral (
        select coalesce(jsonb_agg(jsonb_build_object('contactId', p.contact_id, 'name', p.name, 'address', p.address)
          order by p.place), '[]'::jsonb) as people
        from (
          select p.address, max(p.contact_id::text) as contact_id, max(p.name) as name,
            row_number() over (order by bool_or(p.role = 'from') desc, max(p.occurred_at) desc, p.address) as place
          from (select i.id, i.workspace_id from crm.interactions i where i.thread_id = t.id
              order by i.occurred_at desc limit ${mailsForPeople}) i
            join crm.interaction_participants p on p.workspace_id = i.workspace_id and p.interaction_id = i.id
          where p.role in ('from', 'to', 'cc') and not exists (
            select 1 from own where own.owner_id = t.owner_id and own.address = p.address)
          group by p.address
          order by place limit 4
        ) p
      ) people
    where t.id = any(${uuidArray(ids)})`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        subject: row.subject === null ? null : plainSubject(row.subject),
        snippet: row.snippet,
        messageCount: row.message_count,
        participants: row.people,
        lastDirection: row.direction,
        hasAttachments: row.has_attachments,
        unread: row.unread,
        starred: row.starred,
      },
    ]),
  );
}
