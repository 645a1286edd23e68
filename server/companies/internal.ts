import { sql } from "drizzle-orm";

import { companies } from "#drizzle/schema/people.ts";
import type { Company } from "#lib/schemas/companies.ts";
import { findRow, isoOrNull, type RowChoice, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

export type CompanyRow = typeof companies.$inferSelect;

const peopleShown = 100;

/** The row, seen through the caller's policies; throws not_found, also for one in the bin unless `withDeleted`. */
export const companyRow = (tx: Tx, id: string, choice?: RowChoice): Promise<CompanyRow> =>
  findRow(tx, companies, "company", id, choice);

/** How many live contacts the company `o` has, read no further than needed to say "100+". */
export const cappedPeople = sql`
  (select count(*)::int from (select 1 from crm.contacts c
    where c.workspace_id = o.workspace_id and c.company_id = o.id and c.deleted_at is null
    limit ${peopleShown + 1}) shown)`;

export const peopleOf = (people: number): Pick<Company, "peopleCount" | "peopleCountCapped"> => ({
  peopleCount: Math.min(people, peopleShown),
  peopleCountCapped: people > peopleShown,
});

/** The whole company as every door answers it. */
export async function readCompany(tx: Tx, id: string, choice?: RowChoice): Promise<Company> {
  const row = await companyRow(tx, id, choice);
  const [details] = await tx.execute<{
    people: number;
    last_at: string | null;
    owner_name: string | null;
  }>(sql`
    select ${cappedPeople} as people,
      (select max(s.last_at) from crm.contacts c
        join crm.contact_stats s on s.workspace_id = c.workspace_id and s.contact_id = c.id
        where c.workspace_id = o.workspace_id and c.company_id = o.id and c.deleted_at is null) as last_at,
      (select p.display_name from crm.profiles p where p.workspace_id = o.workspace_id and p.user_id = o.owner_id) as owner_name
    from crm.companies o where o.id = ${id}`);
  return {
    id: row.id,
    name: row.name,
    domain: row.domain,
    ownerId: row.ownerId,
    ownerName: details?.owner_name ?? null,
    audience: row.audience,
    origin: row.origin,
    ...peopleOf(details?.people ?? 0),
    lastInteractionAt: isoOrNull(details?.last_at ?? null),
    version: row.version,
    createdAt: toIso(row.createdAt),
    updatedAt: toIso(row.updatedAt),
    deletedAt: isoOrNull(row.deletedAt),
  };
}
