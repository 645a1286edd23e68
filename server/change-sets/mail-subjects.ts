import { sql } from "drizzle-orm";

import type { ChangeSubject } from "#lib/schemas/change-sets.ts";
import type { Tx } from "#server/db/index.ts";

import { idArray } from "./internal.ts";

interface Row extends Record<string, unknown> {
  change_set_id: string;
  thread_id: string;
  subject: string;
}

const lengthMax = 80;

/** Change set id → the conversation that was archived or labelled in Gmail, for whoever may read what it says. */
export async function mailSubjectsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, ChangeSubject>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select e.change_set_id, m.thread_id, left(m.subject, ${lengthMax}) as subject
    from crm.effects e cross join lateral (
      select i.thread_id, c.subject from crm.raw_events r
        join crm.interactions i on i.workspace_id = r.workspace_id and i.id = r.interaction_id
        join crm.interaction_contents c on c.workspace_id = i.workspace_id and c.interaction_id = i.id
      where r.workspace_id = e.workspace_id and r.connection_id = (e.request ->> 'connectionId')::uuid
        and r.provider_item_id = e.request -> 'messageIds' ->> 0 and i.thread_id is not null limit 1) m
    where e.change_set_id = any (${idArray(ids)}) and e.operation in ('mail.archive', 'mail.label')`);
  return new Map(
    rows.map(({ change_set_id: id, thread_id: rowId, subject: label }) => [
      id,
      { table: "threads", rowId, label, op: "update", fields: [] },
    ]),
  );
}
