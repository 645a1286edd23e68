import { sql } from "drizzle-orm";

import { systemPool } from "#server/db/index.ts";
import { deliver, jobDefinitions } from "#server/jobs/index.ts";

/**
 * Google ends a grant for the whole account: whoever else has connected it, in any workspace, is asked for by a job of
 * their own, so that they are told instead of finding out at the next sync. Run twice it asks twice, and ends the same.
 */
export async function askOthers(account: string, exceptId: string): Promise<void> {
  const kind = "connections.check";
  const jobs = await systemPool().db.execute<{ id: string }>(sql`
    insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, attempts_max, delivered_at)
    select gen_random_uuid(), k.workspace_id, k.owner_id, ${kind}, jsonb_build_object('connectionId', k.id), k.id::text,
      ${jobDefinitions[kind].attempts}, now()
    from crm.connections k
    where k.provider = 'google' and k.account = ${account} and k.id <> ${exceptId} and k.state = 'active' and not k.removed
    on conflict do nothing returning id`);
  // What is not delivered now, the sweep delivers.
  for (const { id } of jobs) await deliver({ id, kind }).catch(() => undefined);
}

/** Whether somebody else, in any workspace, has this account connected and follows its mail. */
export async function isFollowedElsewhere(account: string, exceptId: string): Promise<boolean> {
  const [row] = await systemPool().db.execute(sql`
    select 1 from crm.connections k join crm.sync_cursors s on s.workspace_id = k.workspace_id and s.connection_id = k.id
    where k.provider = 'google' and k.account = ${account} and k.id <> ${exceptId} and k.state = 'active' and not k.removed
      and s.source = 'gmail' and s.rule is not null limit 1`);
  return row !== undefined;
}

/** Has the mail of an account watched anew by whoever else began to follow it while its only watch was being stopped. */
export async function watchAgainElsewhere(account: string, exceptId: string): Promise<void> {
  await systemPool().db.execute(sql`
    update crm.sync_cursors s set watch_expires_at = null, watch_error = null from crm.connections k
    where k.workspace_id = s.workspace_id and k.id = s.connection_id and k.provider = 'google' and k.account = ${account}
      and k.id <> ${exceptId} and k.state = 'active' and not k.removed and s.source = 'gmail' and s.watch_expires_at is not null`);
}
