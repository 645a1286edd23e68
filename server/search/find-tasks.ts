import { sql } from "drizzle-orm";

import type { SearchHit } from "#lib/schemas/search.ts";
import type { Tx } from "#server/db/index.ts";

import { holdsAll, rankOf, termsOf } from "./terms.ts";

interface Row extends Record<string, unknown> {
  id: string;
  title: string;
  about: string | null;
}

/** Tasks whose titles hold every word, as the caller's policies show them: open ones first, then the best match. */
export async function findTasks(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  if (limit === 0) return [];
  const terms = termsOf(query);
  const title = sql`lower(t.title)`;
  const rows = await tx.execute<Row>(sql`
    select t.id, t.title, coalesce(c.display_name, o.name) as about
    from crm.tasks t
      left join crm.contacts c on c.workspace_id = t.workspace_id and c.id = t.contact_id and c.deleted_at is null
      left join crm.companies o on o.workspace_id = t.workspace_id and o.id = t.company_id and o.deleted_at is null
    where t.deleted_at is null and ${holdsAll(title, terms)}
    order by t.done_at is not null, ${rankOf(title, terms)}, t.id desc limit ${limit}`);
  return rows.map(({ id, title: found, about }) => ({
    kind: "task",
    id,
    title: found,
    subtitle: about,
    matchedOn: "name",
  }));
}
