import { sql } from "drizzle-orm";

import { emit, newId, type OperationContext } from "#server/core/index.ts";

import { type JobKind, type JobPayload, jobDefinitions } from "./definitions.ts";
import { deliver } from "./queues.ts";

interface EnqueueOptions {
  /** At most one unfinished job of the kind has this key; the id of that one is answered. */
  key?: string;
  progressTotal?: number;
  /** No worker takes it before. */
  delayMs?: number;
}

/** Writes the job's row in the transaction that causes it and delivers its id after commit. Answers the job's id. */
export async function enqueueJob<K extends JobKind>(
  ctx: OperationContext,
  kind: K,
  payload: JobPayload<K>,
  { key, progressTotal = 0, delayMs = 0 }: EnqueueOptions = {},
): Promise<string> {
  const { tx, afterCommit, changeSetId } = ctx.open;
  const id = newId();
  const dueAt = delayMs > 0 ? sql`clock_timestamp() + make_interval(secs => ${delayMs / 1000})` : sql`now()`;
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into crm.jobs (id, workspace_id, user_id, kind, payload, key, attempts_max, progress_total, change_set_id, run_at, delivered_at)
    values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${kind}, ${JSON.stringify(payload)}::jsonb, ${key ?? null},
      ${jobDefinitions[kind].attempts}, ${progressTotal}, ${changeSetId}, ${dueAt}, now())
    on conflict do nothing returning id`);
  if (!row) {
    const [unfinished] = await tx.execute<{ id: string }>(sql`
      select id from crm.jobs where kind = ${kind} and key = ${key ?? null} and status in ('queued', 'running', 'paused')`);
    // It ended between the two: now there is none.
    return (
      unfinished?.id ?? enqueueJob(ctx, kind, payload, { ...(key ? { key } : {}), progressTotal, delayMs })
    );
  }
  await emit(ctx, { type: "job.changed", payload: { jobId: id } });
  afterCommit.push(() =>
    deliver({ id, kind, ...(delayMs > 0 ? { runAt: new Date(Date.now() + delayMs) } : {}) }),
  );
  return id;
}
