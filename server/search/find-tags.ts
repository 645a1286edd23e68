import { sql } from "drizzle-orm";

import type { SearchHit } from "#lib/schemas/search.ts";
import type { Tx } from "#server/db/index.ts";

import { holdsAll, rankOf, termsOf } from "./terms.ts";

interface Row extends Record<string, unknown> {
  id: string;
  title: string;
}

/** Tags whose names hold every word, the best match first. */
export async function findTags(tx: Tx, query: string, limit: number): Promise<SearchHit[]> {
  if (limit === 0) return [];
  const terms = termsOf(query);
  const name = sql`lower(t.name)`;
  const rows = await tx.execute<Row>(sql`
    select t.id, t.name as title from crm.tags t where ${holdsAll(name, terms)}
    order by ${rankOf(name, terms)}, ${name}, t.id limit ${limit}`);
  return rows.map((row) => ({ kind: "tag", ...row, subtitle: null, matchedOn: "name" }));
}
