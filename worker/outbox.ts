import { sql } from "drizzle-orm";

import { type DomainEvent, newId } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { deliver, jobDefinitions } from "#server/jobs/index.ts";
import { publishLive } from "#server/realtime/index.ts";

interface OutboxRow extends Record<string, unknown> {
  id: string;
  workspace_id: string;
  user_id: string;
  type: DomainEvent["type"];
  payload: Record<string, string>;
}

type Subscriber = (event: OutboxRow) => Promise<void>;

/**
 * A proposal of the assistant was decided, or what it does outside has ended: the conversation goes on. The key makes it
 * one job however often it comes, and another one for what failed, or was turned down, and was then decided anew, also
 * while the first is still being told.
 */
async function resumeChat({ type, workspace_id, user_id, payload }: OutboxRow): Promise<void> {
  if (type !== "proposal.changed" && type !== "job.changed") return;
  const which =
    type === "proposal.changed"
      ? sql`p.id = ${payload["proposalId"]}`
      : sql`p.change_set_id in (
          select change_set_id from crm.jobs where workspace_id = ${workspace_id} and id = ${payload["jobId"]} and kind = 'effects.perform')`;
  const jobs = await systemPool().db.execute<{ id: string }>(sql`
    insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, attempts_max)
    select ${newId()}, ${workspace_id}, ${user_id}, 'chat.resume', jsonb_build_object('proposalId', p.id),
      concat_ws(':', p.id, p.status, extract(epoch from p.decided_at), outside.states), ${jobDefinitions["chat.resume"].attempts}
    from crm.proposals p cross join lateral (
      select string_agg(e.status, ',' order by e.id) as states,
        coalesce(bool_or(e.status in ('waiting', 'failed') and exists (
          select 1 from crm.jobs j where j.workspace_id = e.workspace_id and j.kind = 'effects.perform' and j.key = e.id::text
            and j.status in ('queued', 'running', 'paused'))), false) as are_pending
      from crm.effects e where e.workspace_id = p.workspace_id and e.change_set_id = p.change_set_id) outside
    where p.workspace_id = ${workspace_id} and p.status <> 'waiting' and p.source ->> 'kind' = 'assistant'
      and not outside.are_pending and ${which}
    on conflict do nothing returning id`);
  // What is not delivered now, the sweep delivers.
  for (const { id } of jobs) await deliver({ id, kind: "chat.resume" }).catch(() => undefined);
}

/** Whoever wants to know of events; each is idempotent, since an event comes at least once. */
const subscribers: readonly Subscriber[] = [
  resumeChat,
  (event) =>
    publishLive({ workspaceId: event.workspace_id, userId: event.user_id }, [
      { id: event.id, type: event.type, subject: Object.values(event.payload)[0] ?? "" },
    ]),
];

const batchMax = 200;
/** The operation itself tells the pages at once: only what it could not deliver is left for here. */
const graceMs = 500;

/**
 * Hands waiting events to the subscribers, oldest first; many workers share them. Each is claimed by moving its next
 * attempt away, a minute at most, so that one whose worker died comes again. Answers how many were handed out.
 */
export async function dispatchOutbox(): Promise<number> {
  const { db } = systemPool();
  const rows = await db.execute<OutboxRow>(sql`
    update crm.outbox set attempts = attempts + 1, due_at = now() + make_interval(secs => least(60, 2 ^ least(attempts, 10)))
    where (workspace_id, id) in (
      select workspace_id, id from crm.outbox
      where dispatched_at is null and due_at <= now() and created_at < now() - make_interval(secs => ${graceMs / 1000})
      order by due_at limit ${batchMax} for update skip locked)
    returning id, workspace_id, user_id, type, payload`);
  const done: string[] = [];
  for (const row of rows) {
    const results = await Promise.allSettled(subscribers.map((subscriber) => subscriber(row)));
    if (results.every((result) => result.status === "fulfilled")) done.push(row.id);
  }
  if (done.length > 0) {
    await db.execute(
      sql`update crm.outbox set dispatched_at = now() where id = any(${`{${done.join(",")}}`}::uuid[])`,
    );
  }
  return done.length;
}
