import { sql } from "drizzle-orm";

import { systemPool } from "./pools.ts";

interface Table extends Record<string, unknown> {
  name: string;
}

/** Above so many pages no plan walks a table because it is small, and autovacuum keeps up. */
const smallPages = 500;

/**
 * Lets the planner look again at small tables that grew fourfold since it last did. Each connection keeps its plan for
 * the check of a foreign key: one made while a table was empty walks all of it for every row, until autovacuum comes by.
 */
export async function analyseGrownTables(): Promise<void> {
  const { db } = systemPool();
  const tables = await db.execute<Table>(sql`
    select relname as name from pg_catalog.pg_class
    where relnamespace = 'crm'::regnamespace and relkind = 'r' and relpages < ${smallPages}
      and pg_relation_size(oid) / current_setting('block_size')::int >= case when reltuples > 0 then 4 * relpages else 1 end`);
  for (const { name } of tables) await db.execute(sql`analyze crm.${sql.identifier(name)}`);
}
