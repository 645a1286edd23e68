import { type SQL, sql } from "drizzle-orm";

import { AppError } from "#lib/errors.ts";
import type { Failure } from "#lib/result.ts";
import { newId } from "#server/core/index.ts";
import { systemPool, type Tx } from "#server/db/index.ts";
import { env } from "#server/env.ts";
import { publishLive } from "#server/realtime/index.ts";

import { isJobKind, jobDefinitions, type JobKind } from "./definitions.ts";

export interface ClaimedJob {
  id: string;
  kind: JobKind;
  workspaceId: string;
  userId: string;
  payload: unknown;
  attempt: number;
  attemptsMax: number;
  claimToken: string;
}

export type Claim =
  | { state: "claimed"; job: ClaimedJob }
  /** Held by another worker, or due later: look again then. */
  | { state: "later"; at: Date }
  /** Ended, or never was. */
  | { state: "over" };

interface JobRow extends Record<string, unknown> {
  id: string;
  kind: string;
  workspace_id: string;
  user_id: string;
  payload: unknown;
  attempt: number;
  attempts_max: number;
  takeovers: number;
}

const lease = (): SQL => sql`now() + make_interval(secs => ${env().JOB_LEASE_MS / 1000})`;

/** Claims a job for this worker by one conditional update: queued and due, or left by a worker that went away. */
export async function claimJob(id: string): Promise<Claim> {
  const claimToken = newId();
  const [row] = await systemPool().db.execute<JobRow>(sql`
    update crm.jobs set status = 'running', claim_token = ${claimToken}, lease_until = ${lease()},
      takeovers = case when status = 'running' then takeovers + 1 else takeovers end,
      started_at = coalesce(started_at, now())
    where id = ${id} and cancel_requested_at is null
      and ((status = 'queued' and run_at <= now() + interval '20 milliseconds') or (status = 'running' and lease_until < now()))
    returning id, kind, workspace_id, user_id, payload, attempt, attempts_max, takeovers`);
  if (!row) return whyNot(id);
  if (!isJobKind(row.kind)) throw new Error(`no job of kind ${row.kind} is known here`);
  const job = {
    id,
    kind: row.kind,
    workspaceId: row.workspace_id,
    userId: row.user_id,
    payload: row.payload,
    attempt: row.attempt,
    attemptsMax: row.attempts_max,
    claimToken,
  };
  if (row.takeovers > takeoversMax) {
    await settleJob(job, { status: "failed", error: wornOut(id) });
    return { state: "over" };
  }
  await tell(job);
  return { state: "claimed", job };
}

/** What brings down every worker that touches it would do so for ever. */
const takeoversMax = 10;

const wornOut = (jobId: string): Failure => ({
  code: "internal",
  message:
    "This stopped its worker again and again without getting on, so it was given up. What it did until then is kept; you can run it again.",
  requestId: jobId,
});

async function whyNot(id: string): Promise<Claim> {
  const [row] = await systemPool().db.execute<{ status: string; in_ms: number; cancelled: boolean }>(sql`
    select status, cancel_requested_at is not null as cancelled,
      extract(epoch from case status when 'running' then lease_until else run_at end - now())::float8 * 1000 as in_ms
    from crm.jobs where id = ${id}`);
  if (!row || !["queued", "running"].includes(row.status)) return { state: "over" };
  if (row.cancelled) {
    await systemPool().db.execute(sql`
      update crm.jobs set status = 'cancelled', finished_at = now(), claim_token = null
      where id = ${id} and (status = 'queued' or (status = 'running' and lease_until < now()))`);
    if (row.status === "queued") return { state: "over" };
  }
  // The queue waits by the clock of this machine, which need not be the database's.
  return { state: "later", at: new Date(Date.now() + Math.max(row.in_ms, 0) + 50) };
}

/** Keeps the claim for another lease. Answers whether it still holds and whether somebody asked to stop. */
export async function extendLease(job: ClaimedJob): Promise<{ held: boolean; cancelRequested: boolean }> {
  const [row] = await systemPool().db.execute<{ cancelled: boolean }>(sql`
    update crm.jobs set lease_until = ${lease()} where id = ${job.id} and claim_token = ${job.claimToken} and status = 'running'
    returning cancel_requested_at is not null as cancelled`);
  return { held: row !== undefined, cancelRequested: row?.cancelled ?? false };
}

/** Another worker has taken the job over: whatever this one still does must not be written. */
export class LostClaimError extends Error {
  constructor(jobId: string) {
    super(`the claim on job ${jobId} was lost`);
    this.name = "LostClaimError";
  }
}

/** Somebody asked for the job to stop. What was done until here stays. */
export class JobCancelledError extends Error {
  constructor(jobId: string) {
    super(`job ${jobId} was cancelled`);
    this.name = "JobCancelledError";
  }
}

/** The job lets others go on and takes its next turn later, from where it is. No attempt is lost. */
export class JobYieldedError extends Error {
  readonly inMs: number;

  constructor(inMs: number) {
    super("the job gives way");
    this.name = "JobYieldedError";
    this.inMs = inMs;
  }
}

/** Whether another job of the queue is due and no worker has it. */
export async function othersWait(job: ClaimedJob): Promise<boolean> {
  const { queue } = jobDefinitions[job.kind];
  const kinds = Object.entries(jobDefinitions).flatMap(([kind, of]) => (of.queue === queue ? [kind] : []));
  const [row] = await systemPool().db.execute<{ waits: boolean }>(sql`
    select exists (select 1 from crm.jobs where status = 'queued' and run_at <= now() and kind = any(${`{${kinds.map((kind) => `"${kind}"`).join(",")}}`}::text[])) as waits`);
  return row?.waits ?? false;
}

/** The job waits for a person, who is told why in words. What was done until here stays. */
export class JobPausedError extends AppError {
  constructor(message: string) {
    super("conflict", message);
    this.name = "JobPausedError";
  }
}

/** Inside the transaction of a step: proves the claim, so that a step commits only for the worker that holds it. */
export async function checkpoint(
  tx: Tx,
  job: ClaimedJob,
  progress: { done: number; total: number },
): Promise<void> {
  const [row] = await tx.execute<{ cancelled: boolean }>(sql`
    update crm.jobs set progress_done = ${progress.done}, progress_total = ${progress.total}, lease_until = ${lease()}, takeovers = 0
    where id = ${job.id} and claim_token = ${job.claimToken} and status = 'running'
    returning cancel_requested_at is not null as cancelled`);
  if (!row) throw new LostClaimError(job.id);
  if (row.cancelled) throw new JobCancelledError(job.id);
}

type Ending =
  | { status: "done"; result: unknown }
  | { status: "failed"; error: Failure }
  | { status: "cancelled" }
  /** Until somebody decides. */
  | { status: "paused"; error: Failure }
  /** Back to the queue, to run again from its cursor. `countsAsAttempt` unless nothing went wrong. */
  | { status: "queued"; inMs: number; countsAsAttempt: boolean; error?: Failure | null };

/** Settles the attempt, if the claim still holds. */
export async function settleJob(job: ClaimedJob, ending: Ending): Promise<void> {
  const held = sql`id = ${job.id} and claim_token = ${job.claimToken} and status = 'running'`;
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  switch (ending.status) {
    case "done":
      await systemPool().db.execute(sql`
        update crm.jobs set status = 'done', result = ${json(ending.result)}::jsonb, error = null, finished_at = now(), claim_token = null where ${held}`);
      break;
    case "failed":
      await systemPool().db.execute(
        givenUp(sql`
        update crm.jobs set status = 'failed', error = ${json(ending.error)}::jsonb, finished_at = now(), claim_token = null where ${held}`),
      );
      break;
    case "cancelled":
      await systemPool().db.execute(
        givenUp(
          sql`update crm.jobs set status = 'cancelled', finished_at = now(), claim_token = null where ${held}`,
        ),
      );
      break;
    case "paused":
      await systemPool().db.execute(sql`
        update crm.jobs set status = 'paused', error = ${json(ending.error)}::jsonb, claim_token = null where ${held}`);
      break;
    case "queued":
      await systemPool().db.execute(sql`
        update crm.jobs set status = 'queued', run_at = now() + make_interval(secs => ${ending.inMs / 1000}), claim_token = null,
          attempt = attempt + ${ending.countsAsAttempt ? 1 : 0}, error = ${ending.error === undefined ? sql`error` : sql`${json(ending.error ?? undefined)}::jsonb`}
        where ${held}`);
      break;
  }
  await tell(job);
}

/** What waits for a job's end may never hear of it but by an event. */
const givenUp = (update: SQL): SQL => sql`
  with ended as (${update} returning id, workspace_id, user_id)
  insert into crm.outbox (id, workspace_id, user_id, type, payload)
  select ${newId()}, workspace_id, user_id, 'job.changed', jsonb_build_object('jobId', id) from ended`;

/** Tells the page of its owner that the row changed. */
export async function tell(job: { id: string; workspaceId: string; userId: string }): Promise<void> {
  await publishLive(job, [{ id: "", type: "job.changed", subject: job.id }]).catch(() => undefined);
}
