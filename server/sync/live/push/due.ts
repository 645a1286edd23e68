import { type SQL, sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { deliver, jobDefinitions } from "#server/jobs/index.ts";

import { enqueueSync } from "./note-push.ts";
import { pushIsSetUp } from "./settings.ts";

/** Accounts asked for by one look, and syncs that may wait at once: more would stand before what people ask for. */
const syncsAtOnce = 25;
const waitingMax = 100;
const watchesAtOnce = 25;
/** Watches last seven days; this long before their end they are renewed. */
const renewBeforeMs = 24 * 3_600_000;
const tryAgainMs = 3_600_000;

const followed = sql`k.workspace_id = s.workspace_id and k.id = s.connection_id and k.provider = 'google' and k.state = 'active'
  and not k.removed and s.cursor is not null and s.rule is not null`;

interface Due extends Record<string, unknown> {
  workspace_id: string;
  owner_id: string;
  connection_id: string;
}

/**
 * Has the accounts synced that are due: those not asked for a while, and those that something was pushed of after their
 * sync had looked. Many workers share them. Answers how many.
 */
export async function enqueueDueSyncs(): Promise<number> {
  const { db } = systemPool();
  const again = env().SYNC_POLL_SECONDS;
  const due = await db.execute<Due>(sql`
    with due as (
      select s.workspace_id, s.id, k.owner_id from crm.sync_cursors s join crm.connections k on ${followed}
      where (s.next_sync_at <= now() or s.next_sync_at is null)
        and (select count(*) from (select 1 from crm.jobs j where j.kind = 'connections.sync' and j.status = 'queued'
          and j.run_at <= now() limit ${waitingMax}) waiting) < ${waitingMax}
        and not exists (select 1 from crm.jobs j where j.workspace_id = s.workspace_id and j.kind = 'connections.sync'
          and j.key = s.connection_id::text and j.status in ('queued', 'running', 'paused'))
      order by s.next_sync_at nulls first limit ${syncsAtOnce} for update of s skip locked)
    update crm.sync_cursors s set next_sync_at = now() + make_interval(secs => ${again} * (0.9 + random() * 0.2))
    from due where s.workspace_id = due.workspace_id and s.id = due.id
    returning s.workspace_id, due.owner_id, s.connection_id`);
  const connections = new Map(due.map((row) => [row.connection_id, row]));
  for (const row of connections.values()) await enqueueSync(row);
  return connections.size;
}

/** Has the watches made that are missing or end soon. One that was refused is asked for again after an hour. */
export async function enqueueDueWatches(): Promise<number> {
  const sources = (["gmail", "calendar"] as const).filter(pushIsSetUp);
  if (sources.length === 0) return 0;
  const { db } = systemPool();
  const list: SQL = sql.join(
    sources.map((source) => sql`${source}`),
    sql`, `,
  );
  const kind = "connections.watch";
  const due = await db.execute<Due>(sql`
    select distinct s.workspace_id, k.owner_id, s.connection_id from crm.sync_cursors s join crm.connections k on ${followed}
    where s.source in (${list}) and (s.watch_expires_at is null or s.watch_expires_at < now() + make_interval(secs => ${renewBeforeMs / 1000}))
      and (s.watch_error is null or (s.watch_error ->> 'at')::timestamptz < now() - make_interval(secs => ${tryAgainMs / 1000}))
      and not exists (select 1 from crm.jobs j where j.workspace_id = s.workspace_id and j.kind = ${kind}
        and j.key = s.connection_id::text and j.status in ('queued', 'running', 'paused'))
    limit ${watchesAtOnce}`);
  for (const { workspace_id, owner_id, connection_id } of due) {
    const [job] = await db.execute<{ id: string }>(sql`
      insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, attempts_max, delivered_at)
      values (${newId()}, ${workspace_id}, ${owner_id}, ${kind}, jsonb_build_object('connectionId', ${connection_id}::text),
        ${connection_id}, ${jobDefinitions[kind].attempts}, now())
      on conflict do nothing returning id`);
    if (job) await deliver({ id: job.id, kind }).catch(() => undefined);
  }
  return due.length;
}
