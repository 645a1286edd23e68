import { and, asc, count, eq } from "drizzle-orm";

import { jobItems } from "#drizzle/schema/jobs.ts";
import { type Context, step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type BatchItem, runBatchStep } from "./run-step.ts";

const itemsAtOnce = 100;

interface Counts {
  total: number;
  done: number;
  failed: number;
}

/** The worker's part of operationBatches.create. Continues where an earlier attempt stopped; answers the counts. */
export async function processOperationBatch(job: RunningJob<"operations.batch">): Promise<Counts> {
  const counts = await countItems(job.ctx, job.id);
  for (;;) {
    const items = await queuedItems(job.ctx, job.id);
    if (items.length === 0) return counts;
    for (const item of items) {
      job.signal.throwIfAborted();
      const progress = { done: counts.done + counts.failed + 1, total: counts.total };
      const state = await runBatchStep(job.ctx, item, (tx) => job.checkpoint(tx, progress));
      if (state !== "skipped") counts[state]++;
      await job.told();
    }
  }
}

async function countItems(ctx: Context, jobId: string): Promise<Counts> {
  const groups = await step(ctx, ({ tx }) =>
    tx
      .select({ status: jobItems.status, items: count() })
      .from(jobItems)
      .where(eq(jobItems.jobId, jobId))
      .groupBy(jobItems.status),
  );
  const of = (status: string) => groups.find((group) => group.status === status)?.items ?? 0;
  return {
    total: groups.reduce((sum, group) => sum + group.items, 0),
    done: of("done"),
    failed: of("failed"),
  };
}

const queuedItems = (ctx: Context, jobId: string): Promise<BatchItem[]> =>
  step(ctx, ({ tx }) =>
    tx
      .select({ id: jobItems.id, operation: jobItems.operation, input: jobItems.input })
      .from(jobItems)
      .where(and(eq(jobItems.jobId, jobId), eq(jobItems.status, "queued")))
      .orderBy(asc(jobItems.seq))
      .limit(itemsAtOnce),
  );
