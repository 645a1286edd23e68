import { sql } from "drizzle-orm";

import type { ChangeSubject } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

import { idArray } from "./internal.ts";

interface Row extends Record<string, unknown> {
  change_set_id: string;
  thread_id: string;
  subject: string;
}

interface SentRow extends Record<string, unknown> {
  change_set_id: string;
  effect_id: string;
  label: string;
  state: "sent" | "calledBack" | "failed" | "waiting";
}

const lengthMax = 80;

/** Change set id → what was done to a mail without any record of it: in Gmail, or by sending it. */
export async function mailSubjectsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ChangeSubject>> {
  if (ids.length === 0) return new Map();
  return new Map([...(await handledIn(tx, ids)), ...(await writtenIn(tx, ids))]);
}

/** What a change set asked to be done outside, and what it took back of that: both are about the same mail. */
export const effectsOf = (ids: readonly string[]) => sql`
  crm.change_sets s join crm.effects e on e.change_set_id = coalesce(s.reverts_id, s.id)
    and (s.reverts_part is null or e.part = s.reverts_part)
  where s.id = any (${idArray(ids)})`;

/** The conversation that was archived or labelled in Gmail, for whoever may read what it says. */
async function handledIn(tx: Tx, ids: readonly string[]): Promise<[string, ChangeSubject][]> {
  const rows = await tx.execute<Row>(sql`
    select e.set_id as change_set_id, m.thread_id, left(m.subject, ${lengthMax}) as subject
    from (select s.id as set_id, e.* from ${effectsOf(ids)} and e.operation in ('mail.archive', 'mail.label')) e
      cross join lateral (
        select i.thread_id, c.subject from crm.raw_events r
          join crm.interactions i on i.workspace_id = r.workspace_id and i.id = r.interaction_id
          join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
        where r.workspace_id = e.workspace_id and r.connection_id = (e.request ->> 'connectionId')::uuid
          and r.provider_item_id = e.request -> 'messageIds' ->> 0 and i.thread_id is not null limit 1) m
    order by e.set_id, e.part desc nulls last, e.id desc`);
  return rows.map(({ change_set_id: id, thread_id: rowId, subject: label }) => [
    id,
    { table: "threads", rowId, label, op: "update", fields: [] },
  ]);
}

/** One's own mail that was to be sent, and what became of it; also where it was called back, by the job of that. */
async function writtenIn(tx: Tx, ids: readonly string[]): Promise<[string, ChangeSubject][]> {
  const rows = await tx.execute<SentRow>(sql`
    select e.set_id as change_set_id, e.id as effect_id, left(e.request ->> 'subject', ${lengthMax}) as label,
      case when e.status = 'done' then 'sent' when e.status = 'cancelled' then 'calledBack'
        when exists (select 1 from crm.jobs j where j.change_set_id = e.change_set_id and j.kind = 'effects.perform'
          and j.key = e.id::text and j.status in ('queued', 'running', 'paused')) then 'waiting'
        else 'failed' end as state
    from (
      select s.id as set_id, e.* from ${effectsOf(ids)}
      union all
      select j.change_set_id as set_id, e.* from crm.jobs j
        join crm.effects e on j.kind = 'effects.perform' and e.id = (j.payload ->> 'effectId')::uuid
          and e.change_set_id <> j.change_set_id
      where j.change_set_id = any (${idArray(ids)})) e
    where e.operation = 'mail.send' order by e.set_id, e.part desc nulls last, e.id desc`);
  return rows.map(({ change_set_id: id, effect_id: rowId, label, state }) => [
    id,
    {
      table: "mails",
      rowId,
      label: label || null,
      op: "update",
      fields: [{ field: "state", old: null, new: state }],
    },
  ]);
}
