import { hash } from "node:crypto";

import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { deliver, jobDefinitions } from "#server/jobs/index.ts";

import { sameDigest } from "./same-digest.ts";

/** What a provider told: that a mailbox is at this history id, or that something happened on a channel. */
export type Push =
  | { source: "gmail"; account: string; historyId: string }
  | { source: "calendar"; channelId: string; resourceId: string; token: string; isHello: boolean };

interface Due extends Record<string, unknown> {
  workspace_id: string;
  owner_id: string;
  connection_id: string;
}

/**
 * Notes that a provider told of a change, and has the account synced: once, however many come at once. A running sync asks
 * again by itself. Answers false where nobody opened such a channel with such a token.
 */
export async function notePush(push: Push): Promise<boolean> {
  if (push.source === "calendar" && !(await isChannel(push))) return false;
  if (push.source === "calendar" && push.isHello) return true;
  // What the mailbox was asked about since is not news: pushes come twice, and out of order.
  const which =
    push.source === "gmail"
      ? sql`k.account = ${push.account} and s.source = 'gmail' and s.cursor ~ '^[0-9]{1,30}$' and s.cursor::numeric < ${push.historyId}::numeric`
      : sql`s.source = 'calendar' and s.watch_channel_id = ${push.channelId}`;
  const due = await systemPool().db.execute<Due>(sql`
    update crm.sync_cursors s set pushed_at = clock_timestamp(), next_sync_at = now()
    from crm.connections k
    where k.workspace_id = s.workspace_id and k.id = s.connection_id and k.provider = 'google' and k.state = 'active'
      and not k.removed and s.cursor is not null and s.rule is not null and ${which}
    returning s.workspace_id, k.owner_id, s.connection_id`);
  for (const row of due) await enqueueSync(row);
  return true;
}

/** One unfinished sync of a connection at most; what is not delivered now, the sweep delivers. */
export async function enqueueSync({ workspace_id, owner_id, connection_id }: Due): Promise<void> {
  const kind = "connections.sync";
  const [job] = await systemPool().db.execute<{ id: string }>(sql`
    insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, attempts_max, delivered_at)
    values (${newId()}, ${workspace_id}, ${owner_id}, ${kind}, jsonb_build_object('connectionId', ${connection_id}::text),
      ${connection_id}, ${jobDefinitions[kind].attempts}, now())
    on conflict do nothing returning id`);
  if (job) await deliver({ id: job.id, kind }).catch(() => undefined);
}

async function isChannel({ channelId, resourceId, token }: Push & { source: "calendar" }): Promise<boolean> {
  const [channel] = await systemPool().db.execute<{ resource: string | null; digest: string | null }>(sql`
    select watch_resource_id as resource, watch_token_digest as digest from crm.sync_cursors
    where watch_channel_id = ${channelId} and source = 'calendar'`);
  // Compared also where there is none, so that the time tells nothing.
  const tokenHolds = sameDigest(hash("sha256", token), channel?.digest ?? "");
  return tokenHolds && channel?.resource === resourceId;
}
