import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { uuidArray } from "../rows.ts";
import type { ImportScope } from "./scope.ts";

/** What one message did for a contact. */
export interface Touch {
  contactId: string;
  at: Date;
  wrote: boolean;
  received: boolean;
}

interface Sum {
  first: number;
  last: number;
  lastIn: number | null;
  lastOut: number | null;
  inbound: number;
  outbound: number;
}

const later = (a: number | null, b: number): number => Math.max(a ?? b, b);
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Adds the touches of new messages to the contacts' counts, in one statement. */
export async function addStats(
  tx: Tx,
  scope: Pick<ImportScope, "workspaceId" | "ownerId">,
  touches: readonly Touch[],
): Promise<void> {
  const sums = new Map<string, Sum>();
  for (const { contactId, at, wrote, received } of touches) {
    const ms = at.getTime();
    const sum = sums.get(contactId) ?? {
      first: ms,
      last: ms,
      lastIn: null,
      lastOut: null,
      inbound: 0,
      outbound: 0,
    };
    sum.first = Math.min(sum.first, ms);
    sum.last = Math.max(sum.last, ms);
    if (wrote) {
      sum.inbound++;
      sum.lastIn = later(sum.lastIn, ms);
    } else if (received) {
      sum.outbound++;
      sum.lastOut = later(sum.lastOut, ms);
    }
    sums.set(contactId, sum);
  }
  if (sums.size === 0) return;
  const rows = [...sums].map(([contactId, sum]) => ({
    contact_id: contactId,
    first_at: iso(sum.first),
    last_at: iso(sum.last),
    last_inbound_at: iso(sum.lastIn),
    last_outbound_at: iso(sum.lastOut),
    inbound_count: sum.inbound,
    outbound_count: sum.outbound,
  }));
  await tx.execute(sql`
    insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, last_inbound_at,
      last_outbound_at, inbound_count, outbound_count)
    select gen_random_uuid(), ${scope.workspaceId}, ${scope.ownerId}, 'private', r.contact_id, r.first_at, r.last_at,
      r.last_inbound_at, r.last_outbound_at, r.inbound_count, r.outbound_count
    from jsonb_populate_recordset(null::crm.contact_stats, ${JSON.stringify(rows)}::jsonb) r
    on conflict (workspace_id, contact_id, owner_id) do update set
      first_at = least(contact_stats.first_at, excluded.first_at), last_at = greatest(contact_stats.last_at, excluded.last_at),
      last_inbound_at = greatest(contact_stats.last_inbound_at, excluded.last_inbound_at),
      last_outbound_at = greatest(contact_stats.last_outbound_at, excluded.last_outbound_at),
      inbound_count = contact_stats.inbound_count + excluded.inbound_count,
      outbound_count = contact_stats.outbound_count + excluded.outbound_count`);
}

/** A meeting that is to come has touched nobody yet. */
const hasBeen = sql`(p.role not in ('organizer', 'attendee') or p.occurred_at <= now())`;

/**
 * First and last touch and counts of these contacts, counted anew from the mail of one owner. Only that owner sees them: what a
 * private mailbox knows of a shared contact is nobody else's.
 */
export async function refreshStats(
  tx: Tx,
  scope: Pick<ImportScope, "workspaceId" | "ownerId">,
  contactIds: readonly string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  const ids = uuidArray([...new Set(contactIds)]);
  await tx.execute(sql`
    with touched as (
      select p.contact_id, p.interaction_id, p.occurred_at, bool_or(p.role = 'from') as wrote,
        bool_or(p.role in ('to', 'cc', 'bcc')) as received
      from crm.interaction_participants p
      where p.contact_id = any(${ids}) and p.owner_id = ${scope.ownerId} and ${hasBeen}
      group by p.contact_id, p.interaction_id, p.occurred_at
    )
    insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, last_inbound_at,
      last_outbound_at, inbound_count, outbound_count)
    select gen_random_uuid(), ${scope.workspaceId}, ${scope.ownerId}, 'private', t.contact_id, min(t.occurred_at), max(t.occurred_at),
      max(t.occurred_at) filter (where t.wrote), max(t.occurred_at) filter (where t.received and not t.wrote),
      count(*) filter (where t.wrote), count(*) filter (where t.received and not t.wrote)
    from touched t group by t.contact_id
    on conflict (workspace_id, contact_id, owner_id) do update set first_at = excluded.first_at, last_at = excluded.last_at,
      last_inbound_at = excluded.last_inbound_at, last_outbound_at = excluded.last_outbound_at,
      inbound_count = excluded.inbound_count, outbound_count = excluded.outbound_count`);
}

/** The same for contacts whose mail has gone: those without any left lose their row. */
export async function dropEmptyStats(tx: Tx, ownerId: string, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  await tx.execute(sql`
    delete from crm.contact_stats s where s.contact_id = any(${uuidArray([...new Set(contactIds)])}) and s.owner_id = ${ownerId}
      and not exists (select 1 from crm.interaction_participants p
        where p.workspace_id = s.workspace_id and p.contact_id = s.contact_id and p.owner_id = s.owner_id and ${hasBeen})`);
}
