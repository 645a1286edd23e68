import { type SQL, sql } from "drizzle-orm";

/** Days after which mail of a person counts as waiting. */
export const waitingDays = 2;

/** The addresses of every mailbox that the caller sees, by owner: `(owner_id, address)`. */
export const ownAddresses = sql`
  select c.owner_id, a.address from crm.connections c
    cross join lateral (select unnest(c.addresses) union select c.account where c.account is not null) as a(address)`;

/** True where the thread `t`, whose last mail is `last`, waits for the caller's answer. Needs `own(owner_id, address)`. */
export const isWaiting = (userId: string): SQL => sql`(
  t.owner_id = ${userId} and last.direction = 'inbound' and last.sender_kind = 'person'
  and last.occurred_at < now() - make_interval(days => ${waitingDays})
  and exists (select 1 from crm.interaction_participants p
    where p.interaction_id = last.id and p.role = 'to'
      and p.address in (select own.address from own where own.owner_id = t.owner_id)))`;
