import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";

import { interrupted } from "./internal.ts";

/** A job that holds the turn is taken over sooner than this. */
const graceSeconds = 30;

interface Abandoned extends Record<string, unknown> {
  workspace_id: string;
  user_id: string;
  thread_id: string;
}

/** Says of turns whose process went away that they were interrupted, in every workspace. Answers how many. */
export async function sweepTurns(): Promise<number> {
  return systemPool().db.transaction(async (tx) => {
    const rows = await tx.execute<Abandoned>(sql`
      update crm.chat_turns set status = 'failed', error = ${JSON.stringify(interrupted)}::jsonb, token = null, finished_at = now()
      where status = 'running' and lease_until < now() - make_interval(secs => ${graceSeconds})
      returning workspace_id, user_id, thread_id`);
    for (const { workspace_id, user_id, thread_id } of rows) {
      await tx.execute(sql`
        insert into crm.outbox (id, workspace_id, user_id, type, payload)
        values (${newId()}, ${workspace_id}, ${user_id}, 'chat.changed', ${JSON.stringify({ threadId: thread_id })}::jsonb)`);
    }
    return rows.length;
  });
}
