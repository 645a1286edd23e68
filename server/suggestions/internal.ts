import { sql } from "drizzle-orm";

import { notFound } from "#lib/errors.ts";
import type { Suggestion, SuggestionKind } from "#lib/schemas/suggestions.ts";
import { toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

interface Row extends Record<string, unknown> {
  kind: SuggestionKind;
  value: string;
  quote: string;
  interaction_id: string;
  thread_id: string;
  at: string;
  mail_count: number;
  read_by: { model: string; promptVersion: string } | null;
}

/**
 * What the contact's own mail says of it and it does not say itself, of what the caller may read. Of a title and a company
 * the one said last counts; what several mails say comes before what one says. A number that another contact has is not
 * offered.
 */
export async function suggestionsFor(tx: Tx, contactId: string): Promise<Suggestion[]> {
  const rows = await tx.execute<Row>(sql`
    with addresses as (
      select i.value from crm.contact_identities i
      where i.contact_id = ${contactId} and i.kind = 'email' and i.deleted_at is null
    ), said as (
      select f.kind, f.value, count(distinct f.interaction_id)::int as mail_count, max(f.occurred_at) as at,
        (array_agg(f.quote order by f.occurred_at desc, f.id))[1] as quote,
        (array_agg(f.interaction_id order by f.occurred_at desc, f.id))[1] as interaction_id,
        (array_agg(case when f.model is not null
          then jsonb_build_object('model', f.model, 'promptVersion', f.prompt_version) end order by f.occurred_at desc, f.id))[1] as read_by
      from crm.signature_findings f where f.address in (select value from addresses)
      group by f.kind, f.value
    ), latest as (
      select s.*, row_number() over (partition by s.kind order by s.at desc, s.mail_count desc, s.value) as place from said s
    )
    select l.kind, l.value, l.quote, l.interaction_id, i.thread_id, l.at, l.mail_count, l.read_by
    from latest l join crm.interactions i on i.id = l.interaction_id
      join crm.contacts c on c.id = ${contactId}
      left join crm.companies o on o.workspace_id = c.workspace_id and o.id = c.company_id and o.deleted_at is null
    where (l.kind = 'phone' and l.place <= 5 or l.place = 1)
      and not (l.kind = 'title' and lower(l.value) = lower(coalesce(c.title, '')))
      and not (l.kind = 'company' and lower(l.value) = lower(coalesce(o.name, '')))
      and not exists (select 1 from crm.contact_identities p
        where l.kind = 'phone' and p.kind = 'phone' and p.value = l.value and p.deleted_at is null)
      and not exists (select 1 from crm.dismissed_suggestions d
        where d.owner_id = (select app.user_id()) and d.address in (select value from addresses) and d.kind = l.kind and d.value = l.value)
    order by case l.kind when 'title' then 0 when 'company' then 1 else 2 end, l.mail_count desc, l.at desc, l.value`);
  return rows.map((row) => ({
    kind: row.kind,
    value: row.value,
    quote: row.quote,
    interactionId: row.interaction_id,
    threadId: row.thread_id,
    at: toIso(row.at),
    mailCount: row.mail_count,
    readBy: row.read_by,
  }));
}

/** The one that is offered now; throws not_found where it is not offered any more. */
export async function offered(
  tx: Tx,
  { contactId, kind, value }: { contactId: string; kind: SuggestionKind; value: string },
): Promise<Suggestion> {
  const found = (await suggestionsFor(tx, contactId)).find((one) => one.kind === kind && one.value === value);
  if (!found) throw notFound("suggestion");
  return found;
}
