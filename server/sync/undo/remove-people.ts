import { type SQL, sql } from "drizzle-orm";

import type { KeptReason, KeptRecord } from "#lib/schemas/batches.ts";
import type { Tx } from "#server/db/index.ts";

import type { BatchRow } from "../internal.ts";
import { uuidArray } from "../rows.ts";

/** Made by this import or by one taken back before, whose mail another source still held then. */
const madeBy = (
  batch: BatchRow,
): SQL => sql`c.origin = 'sync' and (c.batch_id = ${batch.id} or c.batch_id in (
  select b.id from crm.sync_batches b where b.status = 'undone'))`;

/** A person wrote something on it. */
const writtenOn = (column: "contact_id" | "company_id"): SQL => sql`(
  exists (select 1 from crm.notes n where n.workspace_id = c.workspace_id and n.${sql.raw(column)} = c.id)
  or exists (select 1 from crm.tasks t where t.workspace_id = c.workspace_id and t.${sql.raw(column)} = c.id))`;

const contactTouched = sql`(c.version > 1 or ${writtenOn("contact_id")}
  or exists (select 1 from crm.contact_tags g where g.workspace_id = c.workspace_id and g.contact_id = c.id)
  or (select count(*) from crm.contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id
      and i.version = 1 and i.batch_id is not null) <> 1
  or (select count(*) from crm.contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id) <> 1)`;

const companyTouched = sql`(c.version > 1 or ${writtenOn("company_id")})`;

/** A mail or a meeting of theirs is left, whatever brought it. */
const hasMail = sql`exists (select 1 from crm.interaction_participants p
  where p.workspace_id = c.workspace_id and p.contact_id = c.id)`;

const isIn = (kind: "email" | "meeting"): SQL => sql`exists (select 1 from crm.interaction_participants p
  join crm.interactions i on i.workspace_id = p.workspace_id and i.id = p.interaction_id and i.kind = ${kind}
  where p.workspace_id = c.workspace_id and p.contact_id = c.id)`;

const hasPeople = sql`exists (select 1 from crm.contacts o where o.workspace_id = c.workspace_id and o.company_id = c.id)`;

/**
 * Removes the contacts and companies that imports made, that no mail is left of and nobody changed. Answers those of
 * this batch that stay because somebody changed or uses them, by name.
 */
export async function removePeople(tx: Tx, batch: BatchRow): Promise<KeptRecord[]> {
  await removeUnused(tx, madeBy(batch), madeBy(batch));
  return keptRecords(tx, batch);
}

/** The same for these contacts, whichever import made them, and for the companies that they were the last of. */
export async function removeIdlePeople(tx: Tx, contactIds: readonly string[]): Promise<void> {
  if (contactIds.length === 0) return;
  const companies = await tx.execute<{ company_id: string }>(sql`
    select distinct company_id from crm.contacts where id = any(${uuidArray(contactIds)}) and company_id is not null`);
  const companyIds = uuidArray(companies.map((row) => row.company_id));
  await removeUnused(
    tx,
    sql`c.origin = 'sync' and c.id = any(${uuidArray(contactIds)})`,
    sql`c.origin = 'sync' and c.id = any(${companyIds})`,
  );
}

async function removeUnused(tx: Tx, contacts: SQL, companies: SQL): Promise<void> {
  await tx.execute(sql`set constraints all deferred`);
  const gone = sql`select c.id from crm.contacts c where ${contacts} and not ${contactTouched} and not ${hasMail}`;
  const [removed] = await tx.execute<{ ids: string[] }>(
    sql`select coalesce(array_agg(id), '{}') as ids from (${gone}) gone`,
  );
  const ids = removed?.ids ?? [];
  if (ids.length > 0) {
    await tx.execute(sql`delete from crm.contact_identities where contact_id = any(${uuidArray(ids)})`);
    await tx.execute(sql`delete from crm.contacts where id = any(${uuidArray(ids)})`);
  }
  await tx.execute(sql`
    delete from crm.companies c where ${companies} and not ${companyTouched} and not ${hasPeople}`);
  await tx.execute(sql`set constraints all immediate`);
}

const whyKept: Record<KeptReason, string> = {
  changed: "you changed it since",
  mail: "other mail of theirs is still here",
  meetings: "meetings with them are still here",
  mail_and_meetings: "other mail of theirs and meetings with them are still here",
  people: "a contact that was kept belongs to it",
};

type Kept = Omit<KeptRecord, "why" | "reason"> & { reason: KeptReason };

/** What somebody changed says so, whatever else would have kept it. */
async function keptRecords(tx: Tx, batch: BatchRow): Promise<KeptRecord[]> {
  const rows = await tx.execute<Kept>(sql`
    select 'contacts' as "table", c.id, c.display_name as name,
      case when ${contactTouched} then 'changed'
        when ${isIn("email")} and ${isIn("meeting")} then 'mail_and_meetings'
        when ${isIn("meeting")} then 'meetings' else 'mail' end as reason
    from crm.contacts c where c.batch_id = ${batch.id} and (${contactTouched} or ${hasMail})
    union all
    select 'companies', c.id, c.name, case when ${companyTouched} then 'changed' else 'people' end
    from crm.companies c where c.batch_id = ${batch.id}
    order by "table" desc, name, id`);
  const [others] = await tx.execute(
    sql`select 1 from crm.members where workspace_id = ${batch.workspaceId} and user_id <> ${batch.ownerId} limit 1`,
  );
  const changed = others ? "somebody changed it since" : whyKept.changed;
  return rows.map((row) => ({ ...row, why: row.reason === "changed" ? changed : whyKept[row.reason] }));
}
