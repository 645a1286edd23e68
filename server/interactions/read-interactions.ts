import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import type { Interaction } from "#lib/schemas/interactions.ts";
import type { Person } from "#lib/schemas/interactions.ts";
import { isoOrNull, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

const participantsAtMost = 50;

const StoredAttachments = z
  .array(
    z.object({
      fileName: z.string().nullish(),
      contentType: z.string().default("application/octet-stream"),
      byteSize: z.number().default(0),
      inline: z.boolean().default(false),
    }),
  )
  .catch([]);

interface Row extends Record<string, unknown> {
  id: string;
  thread_id: string;
  kind: Interaction["kind"];
  direction: Interaction["direction"];
  sender_kind: Interaction["senderKind"];
  occurred_at: string;
  place: string;
  readable: boolean;
  subject: string | null;
  snippet: string | null;
  body: string | null;
  quoted: string | null;
  signature: string | null;
  cut: boolean | null;
  attachments: unknown;
  warnings: string[] | null;
  location: string | null;
  conference_url: string | null;
  participants: Interaction["participants"];
  participant_count: number;
  sources: Interaction["sources"];
  start_at: string | null;
  end_at: string | null;
  start_date: string | null;
  end_date: string | null;
  time_zone: string | null;
  status: "confirmed" | "tentative" | "cancelled" | null;
  is_series: boolean | null;
}

interface Choice {
  /** Over `i`, the interaction. */
  where: SQL;
  limit: number;
  /** Characters of each text. */
  textChars: number;
}

export interface ReadInteraction {
  interaction: Interaction;
  /** When it was, to the digit that the database keeps: for cursors. */
  place: string;
}

/** Mails and meetings as the caller may see them, oldest first. */
export async function readInteractions(
  tx: Tx,
  { where, limit, textChars }: Choice,
): Promise<ReadInteraction[]> {
  const text = (column: string) => sql`left(${sql.raw(`c.${column}`)}, ${textChars}::int)`;
  const rows = await tx.execute<Row>(sql`
    select i.id, i.thread_id, i.kind, i.direction, i.sender_kind, i.occurred_at, i.occurred_at::text as place,
      c.id is not null as readable, coalesce(c.subject, s.subject) as subject, c.snippet, ${text("body")} as body, ${text("quoted")} as quoted,
      ${text("signature")} as signature, greatest(length(c.body), length(c.quoted), length(c.signature)) > ${textChars}::int as cut,
      c.attachments, c.warnings, c.location, c.conference_url, people.participants, people.participant_count, came.sources,
      e.start_at, e.end_at, e.start_date, e.end_date, e.time_zone, e.status, cardinality(e.recurrence) > 0 as is_series
    from (select i.* from crm.interactions i where ${where} order by i.occurred_at, i.id limit ${limit}) i
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
      left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
      cross join lateral (
        select count(*)::int as participant_count, coalesce(jsonb_agg(jsonb_build_object('contactId', p.contact_id, 'name', p.name,
          'address', p.address, 'role', p.role, 'response', p.response) order by p.place) filter (where p.place <= ${participantsAtMost}), '[]'::jsonb) as participants
        from (select p.*, row_number() over (order by array_position(array['from', 'organizer', 'sender', 'reply_to', 'to', 'attendee', 'cc', 'bcc'], p.role), p.id) as place
          from crm.interaction_participants p where p.workspace_id = i.workspace_id and p.interaction_id = i.id) p
      ) people
      cross join lateral (
        select coalesce(jsonb_agg(distinct jsonb_build_object('connectionId', k.id, 'provider', k.provider, 'label', k.label,
          'batchId', r.batch_id)), '[]'::jsonb) as sources
        from crm.raw_events r join crm.connections k on k.workspace_id = r.workspace_id and k.id = r.connection_id
        where r.workspace_id = i.workspace_id and r.interaction_id = i.id
      ) came
    order by i.occurred_at, i.id`);
  return rows.map((row) => ({ interaction: toInteraction(row), place: row.place }));
}

function toInteraction(row: Row): Interaction {
  return {
    id: row.id,
    threadId: row.thread_id,
    kind: row.kind,
    direction: row.direction,
    senderKind: row.sender_kind,
    occurredAt: toIso(row.occurred_at),
    readable: row.readable,
    subject: row.subject,
    snippet: row.snippet,
    body: row.body,
    quoted: row.quoted,
    signature: row.signature,
    cut: row.cut ?? false,
    from: senderOf(row.participants),
    participants: row.participants,
    participantCount: row.participant_count,
    attachments: StoredAttachments.parse(row.attachments ?? []).map((attachment, index) => ({
      ...attachment,
      fileName: attachment.fileName ?? null,
      index,
    })),
    warnings: row.warnings ?? [],
    meeting: meetingOf(row),
    sources: row.sources,
  };
}

function senderOf(participants: Interaction["participants"]): Person | null {
  const sender = participants.find(({ role }) => role === "from" || role === "organizer");
  return sender ? { contactId: sender.contactId, name: sender.name, address: sender.address } : null;
}

function meetingOf(row: Row): Interaction["meeting"] {
  const [startAt, endAt] = [isoOrNull(row.start_at), isoOrNull(row.end_at)];
  if (startAt === null || endAt === null || row.time_zone === null || row.status === null) return null;
  return {
    startAt,
    endAt,
    startDate: row.start_date,
    endDate: row.end_date,
    timeZone: row.time_zone,
    status: row.status,
    isSeries: row.is_series ?? false,
    location: row.location,
    conferenceUrl: row.conference_url,
  };
}
