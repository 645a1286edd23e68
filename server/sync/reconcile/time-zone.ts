import { sql } from "drizzle-orm";

import { knownZone } from "#lib/zone.ts";
import type { Tx } from "#server/db/index.ts";

/** Whose midnight cuts the days of a mailbox: its owner's. Gmail knows none of its own. */
export async function timeZoneOf(tx: Tx, ownerId: string): Promise<string> {
  const [row] = await tx.execute<{ zone: string }>(
    sql`select time_zone as zone from crm.profiles where user_id = ${ownerId}`,
  );
  return knownZone(row?.zone);
}
