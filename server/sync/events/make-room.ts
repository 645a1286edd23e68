import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { leftOutByChoice } from "../import/raw-events.ts";
import type { ImportScope } from "../import/scope.ts";
import { refreshThreads } from "../import/threads.ts";
import { textArray, uuidArray } from "../rows.ts";

/** What is let in now, and was left out by choice before, takes the place that was kept for it. */
export async function makeRoom(
  tx: Tx,
  { ownerId }: Pick<ImportScope, "ownerId">,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  const rows = await tx.execute<{ id: string; thread_id: string }>(sql`
    select i.id, i.thread_id from crm.interactions i
      join crm.calendar_events e on e.workspace_id = i.workspace_id and e.interaction_id = i.id and e.status = 'cancelled'
      join crm.raw_events r on r.workspace_id = i.workspace_id and r.interaction_id = i.id and ${leftOutByChoice(sql`r`)}
    where i.owner_id = ${ownerId} and i.message_key = any(${textArray(keys)})`);
  if (rows.length === 0) return;
  const ids = uuidArray(rows.map(({ id }) => id));
  await tx.execute(sql`update crm.raw_events set interaction_id = null where interaction_id = any(${ids})`);
  await tx.execute(sql`delete from crm.interactions where id = any(${ids})`);
  await refreshThreads(
    tx,
    rows.map((row) => row.thread_id),
  );
}
