import { sql } from "drizzle-orm";

import type { Today } from "#lib/schemas/insights.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { cutToMore } from "./some.ts";

const peopleAtMost = 10;
const quietDays = 30;

interface Row extends Record<string, unknown> {
  contact_id: string;
  display_name: string;
  primary_email: string | null;
  company_name: string | null;
  last_at: string;
  inbound_count: number;
  outbound_count: number;
}

/** Statistics are of one's own mailbox, so these are the caller's own acquaintances. */
export async function readQuiet(tx: Tx, userId: string): Promise<Today["quiet"]> {
  const rows = await tx.execute<Row>(sql`
    select s.contact_id, c.display_name, c.primary_email, o.name as company_name, s.last_at, s.inbound_count, s.outbound_count
    from crm.contact_stats s
      join crm.contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id and c.deleted_at is null
      left join crm.companies o on o.id = c.company_id and o.deleted_at is null
    where s.owner_id = ${userId} and s.inbound_count > 0 and s.outbound_count > 0
      and s.last_at < now() - make_interval(days => ${quietDays})
    order by s.inbound_count + s.outbound_count desc, s.last_at desc, s.contact_id limit ${peopleAtMost + 1}`);
  return cutToMore(rows, peopleAtMost, (row) => ({
    contactId: row.contact_id,
    displayName: row.display_name,
    primaryEmail: row.primary_email,
    companyName: row.company_name,
    lastAt: toIso(row.last_at),
    inboundCount: row.inbound_count,
    outboundCount: row.outbound_count,
  }));
}
