import { sql } from "drizzle-orm";

import type { SearchHit } from "#lib/schemas/search.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  thread_id: string;
  kind: "email" | "meeting";
  subject: string;
  snippet: string;
  occurred_at: string;
  event_id: string | null;
}

/** Mails and meetings that hold every word, the best match first, as the caller's policies show them. */
export async function findMail(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  if (limit === 0) return [];
  const rows = await tx.execute<Row>(sql`
    select i.id, i.thread_id, i.kind, coalesce(c.subject, s.subject) as subject, coalesce(c.snippet, '') as snippet, i.occurred_at,
      e.id as event_id
    from app.mail_candidates(${query}, ${limit}) m
      join crm.interactions i on i.id = m.interaction_id
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
      left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
    where c.subject is not null or s.subject is not null
    order by m.rank desc, i.occurred_at desc, i.id`);
  return rows.map((row) => ({
    kind: row.kind === "email" ? "mail" : "meeting",
    id: row.id,
    title: row.subject === "" ? "(no subject)" : row.subject,
    subtitle: row.snippet === "" ? null : row.snippet,
    matchedOn: "text",
    threadId: row.thread_id,
    at: toIso(row.occurred_at),
    ...(row.event_id ? { eventId: row.event_id } : {}),
  }));
}
