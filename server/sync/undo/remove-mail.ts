import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { dropEmptyStats, refreshStats } from "../import/stats.ts";
import { refreshThreads } from "../import/threads.ts";
import type { BatchRow } from "../internal.ts";
import { uuidArray } from "../rows.ts";

/**
 * Removes up to `limit` raw events of the batch, and each interaction that has no source left. Answers how many raw
 * events were removed. Contacts, threads and counts of what stays are brought in line.
 */
export async function removeMail(tx: Tx, batch: BatchRow, limit: number): Promise<number> {
  const events = await tx.execute<{ interaction_id: string | null }>(sql`
    delete from crm.raw_events where id in (select id from crm.raw_events where batch_id = ${batch.id} limit ${limit})
    returning interaction_id`);
  const ids = events.map((event) => event.interaction_id).filter((id) => id !== null);
  await removeOrphans(tx, batch, ids);
  return events.length;
}

/** Removes those of these interactions that no source holds any more. Answers the contacts that took part in them. */
export async function removeOrphans(
  tx: Tx,
  owner: Pick<BatchRow, "ownerId" | "workspaceId">,
  interactionIds: readonly string[],
): Promise<string[]> {
  if (interactionIds.length === 0) return [];
  const orphans = await tx.execute<{ id: string; thread_id: string }>(sql`
    select i.id, i.thread_id from crm.interactions i where i.id = any(${uuidArray(interactionIds)})
      and not exists (select 1 from crm.raw_events r where r.workspace_id = i.workspace_id and r.interaction_id = i.id)`);
  if (orphans.length === 0) return [];
  const orphanIds = uuidArray(orphans.map((orphan) => orphan.id));
  const contacts = await tx.execute<{ contact_id: string }>(sql`
    select distinct contact_id from crm.interaction_participants
    where interaction_id = any(${orphanIds}) and contact_id is not null`);
  await tx.execute(sql`delete from crm.interactions where id = any(${orphanIds})`);
  await refreshThreads(
    tx,
    orphans.map((orphan) => orphan.thread_id),
  );
  const contactIds = contacts.map((contact) => contact.contact_id);
  await refreshStats(tx, owner, contactIds);
  await dropEmptyStats(tx, owner.ownerId, contactIds);
  return contactIds;
}
