import { type SQL, sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { OperationContext } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { eventColumnNames } from "../../events/event-rows.ts";
import { lockMail } from "../../import/commit.ts";
import { dropEmptyStats, refreshStats } from "../../import/stats.ts";
import { refreshThreads } from "../../import/threads.ts";
import { uuidArray } from "../../rows.ts";
import { removeIdlePeople } from "../../undo/remove-people.ts";
import { keepVersions } from "./versions.ts";

/** What the provider's later word is of stays: the next sync then sees nothing new in what was taken back. */
const kept = new Set(["etag", "sequence", "provider_updated_at"]);
const columns = eventColumnNames.filter((name) => !kept.has(name)).map((name) => sql.identifier(name));
const [list, ofBefore] = [columns, columns.map((column) => sql`b.${column}`)].map((parts) =>
  sql.join(parts, sql`, `),
);

const isNewest = sql`not exists (select 1 from crm.event_versions n where n.workspace_id = v.workspace_id
  and n.interaction_id = v.interaction_id and n.id > v.id)`;

/** Whether this change set changed events, and at least one was not changed again since. */
export async function changedEvents(tx: Tx, changeSetId: string): Promise<boolean> {
  const [row] = await tx.execute(sql`
    select 1 from crm.event_versions v where v.change_set_id = ${changeSetId} and ${isNewest} limit 1`);
  return row !== undefined;
}

interface Changed extends Record<string, unknown> {
  interaction_id: string;
  thread_id: string;
  workspace_id: string;
  owner_id: string;
}

/**
 * Puts events back as they stood before this change set, but for those that were changed again since: those stay as they
 * are. Whom the change alone brought goes, if nobody changed them.
 */
export async function undoEventChanges(ctx: OperationContext, changeSetId: string): Promise<void> {
  const { tx } = ctx.open;
  const rows = await tx.execute<Changed>(sql`
    select v.interaction_id, i.thread_id, i.workspace_id, i.owner_id from crm.event_versions v
      join crm.interactions i on i.workspace_id = v.workspace_id and i.id = v.interaction_id
    where v.change_set_id = ${changeSetId} and ${isNewest} order by v.id`);
  const [first] = rows;
  if (!first || ctx.open.changeSetId === null) return;
  if (first.owner_id !== ctx.user.id) {
    throw new AppError("forbidden", "Only the person whose calendar this is can take that back. Ask them.");
  }
  await lockMail(tx, first.owner_id);
  const ids = rows.map((row) => row.interaction_id);
  const met = await contactsIn(tx, ids);
  await keepVersions(tx, ctx.open.changeSetId, ids);
  await restore(tx, sql`v.change_set_id = ${changeSetId} and v.interaction_id = any(${uuidArray(ids)})`, ids);
  const again = await contactsIn(tx, ids);
  const owner = { workspaceId: first.workspace_id, ownerId: first.owner_id };
  const contactIds = [...new Set([...met, ...again])];
  await refreshThreads(tx, [...new Set(rows.map((row) => row.thread_id))]);
  await refreshStats(tx, owner, contactIds);
  await dropEmptyStats(tx, owner.ownerId, contactIds);
  await removeIdlePeople(
    tx,
    met.filter((id) => !again.includes(id)),
  );
}

async function restore(tx: Tx, these: SQL, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update crm.calendar_events e set (${list}) = (
      select ${ofBefore} from jsonb_populate_record(null::crm.calendar_events, v.before -> 'event') b)
    from crm.event_versions v where ${these} and e.workspace_id = v.workspace_id and e.interaction_id = v.interaction_id`);
  await tx.execute(sql`
    update crm.interactions i set (occurred_at, direction, sender_kind) = (
      select b.occurred_at, b.direction, b.sender_kind from jsonb_populate_record(null::crm.interactions, v.before -> 'interaction') b)
    from crm.event_versions v where ${these} and i.workspace_id = v.workspace_id and i.id = v.interaction_id`);
  await tx.execute(sql`
    update crm.interaction_contents c set (subject, body, snippet, location, conference_url) = (
      select b.subject, b.body, b.snippet, b.location, b.conference_url
      from jsonb_populate_record(null::crm.interaction_contents, v.before -> 'contents') b)
    from crm.event_versions v where ${these} and c.workspace_id = v.workspace_id and c.interaction_id = v.interaction_id`);
  await tx.execute(
    sql`delete from crm.interaction_participants where interaction_id = any(${uuidArray(ids)})`,
  );
  // A contact that is gone meanwhile may be here again under another id, or not at all.
  await tx.execute(sql`
    insert into crm.interaction_participants
    select b.* from crm.event_versions v cross join lateral jsonb_array_elements(v.before -> 'people') as p(person)
      cross join lateral jsonb_populate_record(null::crm.interaction_participants, p.person || jsonb_build_object('contact_id', coalesce(
        (select c.id from crm.contacts c where c.workspace_id = v.workspace_id and c.id = (p.person ->> 'contact_id')::uuid),
        (select i.contact_id from crm.contact_identities i where i.workspace_id = v.workspace_id and i.kind = 'email'
          and i.deleted_at is null and i.value = p.person ->> 'address' limit 1)))) b
    where ${these}`);
}

async function contactsIn(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ contact_id: string }>(sql`
    select distinct contact_id from crm.interaction_participants
    where interaction_id = any(${uuidArray(ids)}) and contact_id is not null`);
  return rows.map((row) => row.contact_id);
}
