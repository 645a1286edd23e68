import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

/** Every row of the workspace in every table, as one checksum by table. */
export async function checksumOf({ workspace }: Context): Promise<Record<string, string>> {
  const { client } = systemPool();
  const tables = await client<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'crm' and c.relkind = 'r' order by 1`;
  const sums = tables.map(
    ({ name }) => client`
      select ${name}::text as name, md5(coalesce(string_agg(md5(t::text), '' order by t.id), '')) as sum
      from crm.${client(name)} t where t.workspace_id = ${workspace.id}`,
  );
  const all = sums.reduce((union, sum) => client`${union} union all ${sum}`);
  const rows = await client<{ name: string; sum: string }[]>`${all}`;
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]));
}
