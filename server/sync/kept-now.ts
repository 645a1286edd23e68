import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Whether the kept `k.record` is still there: taking another import back, or a person, may have removed it since. */
export const isThere = sql`(case k.record->>'table'
  when 'contacts' then exists (select 1 from crm.contacts c where c.id = (k.record->>'id')::uuid)
  when 'companies' then exists (select 1 from crm.companies c where c.id = (k.record->>'id')::uuid)
  else true end)`;

/** Of the records that an undo kept, the first `max` that are still there, in their order. */
export const keptNow = (kept: PgColumn, max: number): SQL<unknown> => sql`(
  select coalesce(jsonb_agg(f.record order by f.place), '[]') from (
    select k.record, k.place from jsonb_array_elements(${kept}) with ordinality as k(record, place)
    where ${isThere} order by k.place limit ${max}) f)`;

/** How many of them are still there. */
export const countKeptNow = (kept: PgColumn): SQL<number> => sql<number>`(
  select count(*)::int from jsonb_array_elements(${kept}) as k(record) where ${isThere})`;
