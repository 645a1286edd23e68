import { sql } from "drizzle-orm";

import { type Context, step } from "#server/core/index.ts";

/** Somebody who is written to: by a contact or an address, or as whoever answers a mail writes to them. */
export interface Somebody {
  contactId?: string | undefined;
  address?: string | undefined;
  interactionId?: string | undefined;
}

/** The addresses of each of these, in their order; none of what is not there, or not the caller's to see. */
export async function mailAddressesOfEach(
  ctx: Context,
  somebodies: readonly Somebody[],
): Promise<ReadonlySet<string>[]> {
  const found = somebodies.map(
    ({ address }) => new Set(address === undefined ? [] : [address.toLowerCase()]),
  );
  const asked = somebodies.flatMap(({ contactId, interactionId }, n) =>
    (contactId ?? interactionId) ? [{ n, contact: contactId ?? null, mail: interactionId ?? null }] : [],
  );
  if (asked.length === 0) return found;
  const rows = await step(ctx, ({ tx }) =>
    tx.execute<{ n: number; address: string }>(sql`
      with asked as (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(n int, contact uuid, mail uuid))
      select a.n, e.value as address from asked a
        join crm.contact_identities e on e.contact_id = a.contact and e.kind = 'email' and e.deleted_at is null
      union select a.n, p.address from asked a
        join crm.interactions i on i.id = a.mail and i.kind = 'email'
        join crm.interaction_participants p on p.workspace_id = i.workspace_id and p.interaction_id = i.id
          and p.role = any(case when i.direction = 'outbound' then array['to'] else array['from', 'reply_to'] end)
        where p.address is not null`),
  );
  for (const { n, address } of rows) found[n]?.add(address);
  return found;
}
