import { sql } from "drizzle-orm";

import type { ChangeSubject } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

import { effectsOf } from "./mail-subjects.ts";

interface MadeRow extends Record<string, unknown> {
  change_set_id: string;
  operation: string;
  effect_id: string;
  label: string | null;
}

interface ChangedRow extends Record<string, unknown> {
  change_set_id: string;
  event_id: string;
  label: string | null;
}

const lengthMax = 80;

/** Change set id → the draft or event at Google that was made, changed or taken back without any record here. */
export async function outsideSubjectsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ChangeSubject>> {
  if (ids.length === 0) return new Map();
  return new Map([...(await changedIn(tx, ids)), ...(await madeIn(tx, ids))]);
}

/** What was written for Google: whose it is alone sees the effect, and so its words. */
async function madeIn(tx: Tx, ids: readonly string[]): Promise<[string, ChangeSubject][]> {
  const rows = await tx.execute<MadeRow>(sql`
    select s.id as change_set_id, e.operation, e.id as effect_id,
      left(coalesce(e.request ->> 'subject', e.request ->> 'title'), ${lengthMax}) as label
    from ${effectsOf(ids)} and e.operation in ('drafts.create', 'events.create')
    order by s.id, e.part desc nulls last, e.id desc`);
  return rows.map(({ change_set_id: id, operation, effect_id: rowId, label }) => [
    id,
    {
      table: operation === "drafts.create" ? "drafts" : "calendar_events",
      rowId,
      label: label || null,
      op: "insert",
      fields: [],
    },
  ]);
}

/** An event that stood at Google, by its title for whoever may read it; of a series an occurrence is named by its series. */
async function changedIn(tx: Tx, ids: readonly string[]): Promise<[string, ChangeSubject][]> {
  const rows = await tx.execute<ChangedRow>(sql`
    select e.set_id as change_set_id, v.id as event_id, left(v.title, ${lengthMax}) as label
    from (select s.id as set_id, e.* from ${effectsOf(ids)}
        and e.operation in ('events.move', 'events.invite', 'events.delete')) e
      cross join lateral (
        select c.id, coalesce(t.subject, u.subject) as title from crm.calendar_events c
          left join crm.interaction_contents t on t.workspace_id = c.workspace_id and t.interaction_id = c.interaction_id
          left join crm.interaction_subjects u on u.workspace_id = c.workspace_id and u.interaction_id = c.interaction_id
        where c.workspace_id = e.workspace_id and c.connection_id = (e.request ->> 'connectionId')::uuid
          and c.calendar_id = e.request ->> 'calendarId'
          and c.provider_event_id in (e.request ->> 'eventId', split_part(e.request ->> 'eventId', '_', 1))
        order by c.provider_event_id = e.request ->> 'eventId' desc limit 1) v
    order by e.set_id, e.part desc nulls last, e.id desc`);
  return rows.map(({ change_set_id: id, event_id: rowId, label }) => [
    id,
    { table: "calendar_events", rowId, label: label || null, op: "update", fields: [] },
  ]);
}
