import { DelayedError, type Job as QueueJob } from "bullmq";
import { z } from "zod";

import type { Failure } from "#lib/result.ts";
import { toFailure } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import {
  checkpoint,
  type ClaimedJob,
  claimJob,
  extendLease,
  jobDefinitions,
  type JobKind,
  othersWait,
  type Processor,
  settleJob,
  tell,
} from "#server/jobs/index.ts";
import { jobSeconds, logger } from "#server/observability/index.ts";

import { contextOf } from "./context.ts";
import { processors } from "./processors/index.ts";
import { verdictOn } from "./verdict.ts";

const Delivered = z.object({ id: z.uuid() });
type AbortReason = "stopping" | "cancelled" | "lost";
const backoffMaxMs = 5 * 60_000;
/** How long a job goes on while others wait. */
const turnMs = 1_000;
/** By items too, since some are quick: whoever waits for the same gets as far in as many turns. */
const turnItems = 60;

/**
 * Runs what the queue delivered, if the row says that it is still to be run: claim → run as the owner, with the lease
 * extended meanwhile → settle by the verdict on the error. The row decides; the queue only asks again.
 */
export async function run(
  delivered: QueueJob,
  token: string | undefined,
  stopping: AbortSignal,
): Promise<void> {
  const { id } = Delivered.parse(delivered.data);
  const again = await runClaimed(id, stopping);
  if (again === null) return;
  await delivered.moveToDelayed(again.getTime(), token);
  throw new DelayedError();
}

/** One attempt at the job, if it is to be run now. Answers when to ask again, or null when it is over. */
export async function runClaimed(id: string, stopping: AbortSignal): Promise<Date | null> {
  const claim = await claimJob(id);
  switch (claim.state) {
    case "over":
      return null;
    case "later":
      return claim.at;
    case "claimed": {
      const inMs = await attempt(claim.job, stopping);
      return inMs === null ? null : new Date(Date.now() + inMs);
    }
  }
}

/** Answers after how many milliseconds the job wants to run again, or null when it is over. */
async function attempt(job: ClaimedJob, stopping: AbortSignal): Promise<number | null> {
  const stop = jobSeconds.startTimer({ kind: job.kind });
  const abort = new AbortController();
  const abortFor = (reason: AbortReason) => abort.abort(reason);
  const onStopping = () => abortFor("stopping");
  stopping.addEventListener("abort", onStopping);
  if (stopping.aborted) onStopping();
  const heartbeat = setInterval(() => void beat(job, abortFor), env().JOB_LEASE_MS / 3);
  try {
    const result = await process(job, abort.signal);
    await settleJob(job, { status: "done", result });
    stop({ outcome: "done" });
    return null;
  } catch (error) {
    const reason = abort.signal.aborted ? (abort.signal.reason as AbortReason) : null;
    const { inMs, outcome } = await settleError(job, error, reason);
    stop({ outcome });
    return inMs;
  } finally {
    clearInterval(heartbeat);
    stopping.removeEventListener("abort", onStopping);
  }
}

async function beat(job: ClaimedJob, abortFor: (reason: AbortReason) => void): Promise<void> {
  try {
    const { held, cancelRequested } = await extendLease(job);
    if (!held) abortFor("lost");
    else if (cancelRequested) abortFor("cancelled");
  } catch (error) {
    // The database is away: the next beat tries again, and a step without its claim does not commit.
    logger().warn({ err: error, jobId: job.id }, "heartbeat failed");
  }
}

async function process<K extends JobKind>(
  job: ClaimedJob & { kind: K },
  signal: AbortSignal,
): Promise<unknown> {
  const ctx = await contextOf(job, signal);
  const processor: Processor<K> = processors[job.kind];
  const payload = jobDefinitions[job.kind].payload.parse(job.payload) as Parameters<
    Processor<K>
  >[0]["payload"];
  const startedAt = performance.now();
  let toldAt = 0;
  const tellSometimes = async () => {
    if (Date.now() - toldAt < 500) return;
    toldAt = Date.now();
    await tell(job);
  };
  return processor({
    id: job.id,
    ctx,
    payload,
    signal,
    checkpoint: (tx, progress) => checkpoint(tx, job, progress),
    told: tellSometimes,
    turnIsOver: async (items) =>
      (items >= turnItems || performance.now() - startedAt > turnMs) && othersWait(job),
  });
}

async function settleError(
  job: ClaimedJob,
  error: unknown,
  reason: AbortReason | null,
): Promise<{ inMs: number | null; outcome: string }> {
  const verdict = verdictOn(error, reason);
  const log = logger().child({ jobId: job.id, kind: job.kind });
  switch (verdict.kind) {
    case "leave":
      log.warn("another worker has taken this job over");
      return { inMs: null, outcome: "left" };
    case "cancelled":
      await settleJob(job, { status: "cancelled" });
      return { inMs: null, outcome: "cancelled" };
    case "handBack":
      await settleJob(job, { status: "queued", inMs: 0, countsAsAttempt: false });
      return { inMs: 0, outcome: "handed back" };
    case "yield":
      await settleJob(job, { status: "queued", inMs: verdict.inMs, countsAsAttempt: false, error: null });
      return { inMs: verdict.inMs, outcome: "gave way" };
    case "wait": {
      const { inMs, error: reason } = verdict;
      await settleJob(job, {
        status: "queued",
        inMs,
        countsAsAttempt: false,
        error: failureOf(reason, job),
      });
      return { inMs, outcome: "waits" };
    }
    case "pause":
      await settleJob(job, { status: "paused", error: failureOf(verdict.error, job) });
      return { inMs: null, outcome: "paused" };
    case "giveUp": {
      await settleJob(job, { status: "failed", error: failureOf(verdict.error, job) });
      return { inMs: null, outcome: verdict.error.code };
    }
    case "retry": {
      const failure = failureOf(verdict.error, job);
      if (job.attempt + 1 >= job.attemptsMax) {
        await settleJob(job, { status: "failed", error: failure });
        return { inMs: null, outcome: "gave up" };
      }
      const inMs = Math.min(jobDefinitions[job.kind].backoffMs * 2 ** job.attempt, backoffMaxMs);
      await settleJob(job, { status: "queued", inMs, countsAsAttempt: true, error: failure });
      return { inMs, outcome: "retried" };
    }
  }
}

const failureOf = (error: unknown, job: ClaimedJob): Failure =>
  toFailure(error, { log: logger().child({ jobId: job.id, kind: job.kind }), requestId: job.id });
