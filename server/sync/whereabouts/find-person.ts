import { sql } from "drizzle-orm";

import type { Finding } from "#lib/schemas/whereabouts.ts";
import type { Tx } from "#server/db/index.ts";

import { isNoReply } from "../mail/no-reply.ts";
import { finding } from "./finding.ts";

interface Facts extends Record<string, unknown> {
  contact_id: string | null;
  name: string | null;
  is_deleted: boolean | null;
  is_own: boolean;
  left_out: string | null;
  waiting: string | null;
  wrote: number;
  by_person: number;
  newsletters: number;
  received: number;
}

/** Whether an address has a contact, and why not. Nothing where nothing is known of it. */
export async function findPerson(tx: Tx, address: string): Promise<Finding[]> {
  const [facts] = await tx.execute<Facts>(sql`
    select c.id as contact_id, c.display_name as name, c.deleted_at is not null as is_deleted,
      exists (select 1 from crm.connections k where not k.removed and ${address} = any(k.addresses)) as is_own,
      (select p.why from crm.preview_items p where p.kind = 'left_out' and p.key = ${address} order by p.id desc limit 1) as left_out,
      (select v.id::text from crm.preview_items p join crm.previews v on v.workspace_id = p.workspace_id and v.id = p.preview_id
        where p.kind = 'person' and p.key = ${address} and not exists (
          select 1 from crm.sync_batches b where b.workspace_id = v.workspace_id and b.preview_id = v.id)
        order by p.id desc limit 1) as waiting, m.*
    from (select count(*) filter (where p.role = 'from')::int as wrote,
        count(*) filter (where p.role = 'from' and i.sender_kind = 'person')::int as by_person,
        count(*) filter (where p.role = 'from' and i.sender_kind = 'newsletter')::int as newsletters,
        count(*) filter (where p.role in ('to', 'attendee', 'organizer'))::int as received
      from crm.interaction_participants p join crm.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id
      where p.address = ${address}) m
      left join lateral (select t.* from crm.contact_identities n join crm.contacts t on t.workspace_id = n.workspace_id and t.id = n.contact_id
        where n.kind = 'email' and n.value = ${address} order by n.deleted_at nulls first, t.deleted_at nulls first limit 1) c on true`);
  if (!facts) return [];
  if (facts.contact_id !== null) {
    const where = facts.is_deleted ? "is among the deleted contacts: restore it there" : "is a contact here";
    return [
      finding("contact", `${facts.name ?? address} ${where}.`, {
        contactId: facts.contact_id,
        from: address,
      }),
    ];
  }
  const why = noContact(address, facts);
  if (why !== null) return [finding("no_contact", `${address} made no contact: ${why}.`, { from: address })];
  if (facts.waiting === null) return [];
  return [
    finding("waiting", `${address} would become a contact by a preview that nobody has approved yet.`, {
      from: address,
    }),
  ];
}

/** As an import decides it; the words of the preview where it said so. */
function noContact(address: string, facts: Facts): string | null {
  if (facts.is_own) return "it is one of your own addresses";
  if (isNoReply(address)) return "nobody reads this address";
  if (facts.left_out !== null) return facts.left_out;
  const seen = facts.wrote + facts.received;
  if (seen === 0) return null;
  if (facts.newsletters > 0 && facts.by_person === 0) return "it sends newsletters only";
  if (facts.wrote > 0 && facts.by_person === 0) return "it sends automatic mail only";
  if (facts.wrote === 0 && facts.received === 0) return "it was only copied in, and never wrote";
  return "its contact was removed, or was not to be made when its mail came in";
}
