import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { checkpoint, type ClaimedJob, claimJob } from "#server/jobs/index.ts";
import { processOperationBatch } from "#server/registry/index.ts";

import { through } from "./fixtures.ts";

interface Faults {
  /** Called within each item's transaction, before the claim is proved, with the number of the item from 1. */
  before?: (done: number) => Promise<void> | void;
  job?: ClaimedJob;
}

export async function claim(jobId: string): Promise<ClaimedJob> {
  const answer = await claimJob(jobId);
  if (answer.state !== "claimed") throw new Error(`the job cannot be claimed: ${answer.state}`);
  return answer.job;
}

/** One attempt of a worker at a batch of operations. */
export async function workOnBatch(ctx: Context, jobId: string, { before, job }: Faults = {}) {
  const claimed = job ?? (await claim(jobId));
  return processOperationBatch({
    id: jobId,
    ctx: { ...through(ctx, "batch"), actor: { kind: "job", jobId }, reason: { jobId } },
    payload: {},
    signal: new AbortController().signal,
    checkpoint: async (tx, progress) => {
      await before?.(progress.done);
      await checkpoint(tx, claimed, progress);
    },
    told: () => Promise.resolve(),
    turnIsOver: () => Promise.resolve(false),
  });
}

/** As if the worker that holds the job had gone away some time ago. */
export const expireLease = (jobId: string) =>
  systemPool().client`update crm.jobs set lease_until = now() - interval '1 second' where id = ${jobId}`;
