import postgres from "postgres";

import type { Context } from "#server/core/index.ts";

import { newOwner } from "../owner.ts";

interface SeedSpec {
  adminUrl: string;
  workspaces: number;
  contactsEach: number;
}

const companiesEach = 2_000;

/**
 * Workspaces full of contacts, a third of them private to the owner, most with statistics of their mail. Written by the
 * superuser past triggers and keys, and with the indexes built afterwards: only a bench may do that.
 */
export async function seedContacts({ adminUrl, workspaces, contactsEach }: SeedSpec): Promise<Context[]> {
  const owners: Context[] = [];
  for (let index = 0; index < workspaces; index++) owners.push(await newOwner());
  const admin = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await admin`set session_replication_role = replica`;
    await admin`set maintenance_work_mem = '512MB'`;
    await admin`create temporary table seeded (number int, workspace_id uuid, owner_id uuid)`;
    for (const [number, { workspace, user }] of owners.entries()) {
      await admin`insert into seeded values (${number}, ${workspace.id}, ${user.id})`;
    }
    await withoutIndexes(admin, ["companies", "contacts", "contact_stats"], async () => {
      await insertCompanies(admin);
      await insertContacts(admin, contactsEach);
      await insertStats(admin);
    });
    for (const table of ["companies", "contacts", "contact_stats"])
      await admin`vacuum analyze crm.${admin(table)}`;
  } finally {
    await admin.end();
  }
  return owners;
}

/** Building an index over what lies there is ten times quicker than keeping it up row by row. */
async function withoutIndexes(
  admin: postgres.Sql,
  tables: string[],
  work: () => Promise<void>,
): Promise<void> {
  const indexes = await admin<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'crm'::regnamespace and t.relname = any(${tables})
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`;
  for (const { name } of indexes) await admin`drop index crm.${admin(name)}`;
  await work();
  for (const { definition } of indexes) await admin.unsafe(definition);
}

// Version 7 as the app makes them, one a second: the order of ids is the order of making.
const idAt = (number: string): string =>
  `overlay(lpad(to_hex(1700000000000 + ${number}::bigint * 1000), 12, '0') || '7' || substr(md5(${number}::text), 1, 19) placing '8' from 17)::uuid`;

const insertCompanies = (admin: postgres.Sql) =>
  admin.unsafe(`
    insert into crm.companies (id, workspace_id, owner_id, name, domain)
    select ${idAt("(g * 100 + s.number)")}, s.workspace_id, s.owner_id, 'Company ' || g, 'company' || g || '.example'
    from generate_series(1, ${String(companiesEach)}) g cross join seeded s`);

const insertContacts = (admin: postgres.Sql, contactsEach: number) =>
  admin.unsafe(`
    insert into crm.contacts (id, workspace_id, owner_id, audience, display_name, primary_email, title, company_id, origin)
    select ${idAt("(g * 100 + s.number)")}, s.workspace_id, s.owner_id, case when g % 3 = 0 then 'private' else 'workspace' end,
      initcap(substr(md5('first' || g % 4000), 1, 6)) || ' ' || initcap(substr(md5('last' || g * 7 % 50021), 1, 8)),
      'person' || g || '@company' || g % ${String(companiesEach)} || '.example', 'Title ' || g % 50,
      case when g % 4 > 0 then ${idAt(`((g % ${String(companiesEach)} + 1) * 100 + s.number)`)} end, 'sync'
    from generate_series(1, ${String(contactsEach)}) g cross join seeded s`);

// Three in four have mail; the newest is spread over two years.
const insertStats = (admin: postgres.Sql) =>
  admin.unsafe(`
    insert into crm.contact_stats (id, workspace_id, owner_id, audience, contact_id, first_at, last_at, inbound_count, outbound_count)
    select gen_random_uuid(), c.workspace_id, c.owner_id, 'private', c.id, now() - interval '3 years',
      now() - (hashtext(c.id::text)::bigint + 2147483648) % 63072000 * interval '1 second', 3, 2
    from crm.contacts c where hashtext(c.id::text) % 4 <> 0`);
