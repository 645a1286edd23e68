import type { Context } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import type { JobKind, JobPayload } from "./definitions.ts";

/** What a processor receives. */
export interface RunningJob<K extends JobKind = JobKind> {
  id: string;
  /** The rights of the job's owner, door "batch", actor job(id). */
  ctx: Context;
  payload: JobPayload<K>;
  /** Aborted when the job is cancelled, its claim is lost or the worker stops. */
  signal: AbortSignal;
  /** Inside a step's transaction: proves the claim and records progress. Throws when the claim is lost or the job is to stop. */
  checkpoint: (tx: Tx, progress: { done: number; total: number }) => Promise<void>;
  /** After a step has committed: tells the owner's page, at most twice a second. */
  told: () => Promise<void>;
  /** Between steps: whether the job, with so many items since it began, has had its turn and others wait for one. It then throws JobYieldedError. */
  turnIsOver: (items: number) => Promise<boolean>;
}

/** Answers the job's result: counts and ids. Throws AppError for what the user should read. */
export type Processor<K extends JobKind> = (job: RunningJob<K>) => Promise<unknown>;
