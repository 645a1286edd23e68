import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { uuidArray } from "../../rows.ts";

/** Keeps how these events stand before a change set changes them: of one that it changes twice, how it stood first. */
export async function keepVersions(tx: Tx, setId: string, interactionIds: readonly string[]): Promise<void> {
  if (interactionIds.length === 0) return;
  const rows = JSON.stringify(interactionIds.map((interaction) => ({ id: newId(), interaction })));
  await tx.execute(sql`
    insert into crm.event_versions (id, workspace_id, owner_id, audience, interaction_id, change_set_id, before)
    select n.id, e.workspace_id, e.owner_id, e.audience, e.interaction_id, ${setId}, jsonb_build_object(
      'event', to_jsonb(e), 'interaction', to_jsonb(i), 'contents', to_jsonb(c),
      'people', coalesce((select jsonb_agg(to_jsonb(p) order by p.id) from crm.interaction_participants p
        where p.workspace_id = e.workspace_id and p.interaction_id = e.interaction_id), '[]'))
    from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, interaction uuid)
      join crm.calendar_events e on e.interaction_id = n.interaction
      join crm.interactions i on i.workspace_id = e.workspace_id and i.id = e.interaction_id
      join crm.interaction_contents c on c.workspace_id = e.workspace_id and c.interaction_id = e.interaction_id
    on conflict do nothing`);
}

/** How these stood is for their owner alone from now on. */
export async function hideVersions(tx: Tx, interactionIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update crm.event_versions set audience = 'private' where interaction_id = any(${uuidArray(interactionIds)})`);
}
