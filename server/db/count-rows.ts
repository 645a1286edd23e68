import { type SQL, sql } from "drizzle-orm";

import { type Count, countMax } from "#lib/schemas/common.ts";

import type { Tx } from "./pools.ts";

/** How many rows `from ... where ...` has, up to what a person still reads. */
export async function countRows(tx: Tx, rows: SQL): Promise<Count> {
  const [row] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count from (select 1 ${rows} limit ${countMax + 1}) found`);
  const count = row?.count ?? 0;
  return { value: Math.min(count, countMax), isCapped: count > countMax };
}
