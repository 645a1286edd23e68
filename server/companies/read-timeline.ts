import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import type { TimelineInput, TimelinePage } from "#lib/schemas/contacts.ts";
import { wholeDayAt } from "#lib/whole-day.ts";
import { decodeCursor, toPage } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  id: string;
  kind: "email" | "meeting" | "note" | "task";
  at: string;
  direction: "inbound" | "outbound" | null;
  subject: string | null;
  text: string | null;
  from_name: string | null;
  from_address: string | null;
  thread_id: string | null;
  attachment_count: number | null;
  start_date: string | null;
  time_zone: string | null;
}

const Cursor = z.tuple([z.string(), z.uuid()]);

const kinds: TimelinePage["items"][number]["kind"][] = ["email", "meeting", "note", "task"];

/** A person, or a company with all who work there. */
type About = { contactId: string } | { companyId: string };

/** Mail, meetings, notes and tasks, newest first; of some kinds only where they are named. */
export async function readTimeline(
  tx: Tx,
  about: About,
  { cursor, limit, kinds: wanted = kinds }: Omit<z.output<typeof TimelineInput>, "id">,
): Promise<TimelinePage> {
  const from = decodeCursor(cursor, Cursor);
  const before = (at: string, key: string): SQL =>
    from ? sql`(${sql.raw(at)}, ${sql.raw(key)}) < (${from[0]}::timestamptz, ${from[1]}::uuid)` : sql`true`;
  const interactionKinds = wanted.filter((kind) => kind === "email" || kind === "meeting");
  const branches = [
    ...(interactionKinds.length > 0 ? [interactionsOf(about, interactionKinds, before, limit + 1)] : []),
    ...(wanted.includes("note") ? [writtenOf("notes", about, before, limit + 1)] : []),
    ...(wanted.includes("task") ? [writtenOf("tasks", about, before, limit + 1)] : []),
  ];
  const rows = await tx.execute<Row>(sql`
    with page as (select * from (${sql.join(branches, sql` union all `)}) found order by at desc, id desc limit ${limit + 1})
    select page.id, coalesce(i.kind, page.kind) as kind, page.at::text as at, i.direction, i.thread_id,
      coalesce(c.subject, s.subject, t.title) as subject, coalesce(c.snippet, n.body) as text,
      f.name as from_name, f.address as from_address, jsonb_array_length(c.attachments) as attachment_count,
      e.start_date, e.time_zone
    from page
      left join crm.interactions i on page.kind = 'email' and i.id = page.id
      left join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      left join crm.interaction_subjects s on s.workspace_id = i.workspace_id and s.interaction_id = i.id
      left join lateral (select p.name, p.address from crm.interaction_participants p
        where p.workspace_id = i.workspace_id and p.interaction_id = i.id and p.role in ('from', 'organizer') limit 1) f on true
      left join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id
      left join crm.notes n on page.kind = 'note' and n.id = page.id
      left join crm.tasks t on page.kind = 'task' and t.id = page.id
    order by page.at desc, page.id desc`);
  return toPage(rows, limit, (row) => [row.at, row.id], toEntry);
}

type Before = (at: string, key: string) => SQL;

/** The people of a company, each with an index scan of their own that ends after one page. */
const peopleOf = (companyId: string): SQL =>
  sql`select c.workspace_id, c.id from crm.contacts c where c.company_id = ${companyId} and c.deleted_at is null`;

function interactionsOf(about: About, wanted: readonly string[], before: Before, max: number): SQL {
  const isSome = wanted.length === 1;
  const ofKind = isSome
    ? sql`exists (select 1 from crm.interactions i
        where i.workspace_id = p.workspace_id and i.id = p.interaction_id and i.kind = ${wanted[0]})`
    : sql`true`;
  const page = (whose: SQL) => sql`
    select distinct p.interaction_id as id, 'email' as kind, p.occurred_at as at
    from crm.interaction_participants p
    where ${whose} and ${before("p.occurred_at", "p.interaction_id")} and ${ofKind}
    order by p.occurred_at desc, p.interaction_id desc limit ${max}`;
  if ("contactId" in about) return sql`(${page(sql`p.contact_id = ${about.contactId}`)})`;
  return sql`
    (select distinct found.id, found.kind, found.at
      from (${peopleOf(about.companyId)}) w
        cross join lateral (${page(sql`p.workspace_id = w.workspace_id and p.contact_id = w.id`)}) found
      order by found.at desc, found.id desc limit ${max})`;
}

function writtenOf(table: "notes" | "tasks", about: About, before: Before, max: number): SQL {
  const kind = table === "notes" ? sql`'note'` : sql`'task'`;
  const whose =
    "contactId" in about
      ? sql`r.contact_id = ${about.contactId}`
      : sql`(r.company_id = ${about.companyId} or r.contact_id in (select w.id from (${peopleOf(about.companyId)}) w))`;
  return sql`
    (select r.id, ${kind} as kind, r.created_at as at from ${sql.raw(`crm.${table}`)} r
      where ${whose} and r.deleted_at is null and ${before("r.created_at", "r.id")}
      order by r.created_at desc, r.id desc limit ${max})`;
}

const toEntry = (row: Row): TimelinePage["items"][number] => ({
  id: row.id,
  kind: row.kind,
  at: new Date(row.at).toISOString(),
  startDate: wholeDayAt(row.at, row),
  direction: row.direction,
  subject: row.subject,
  text: row.text,
  from: row.from_address ? { name: row.from_name, address: row.from_address } : null,
  threadId: row.thread_id,
  attachmentCount: row.attachment_count ?? 0,
});
