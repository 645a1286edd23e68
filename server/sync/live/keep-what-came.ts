import { step } from "#server/core/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { RuleStoppedError } from "../cursors.ts";
import { finishBatch } from "../import/commit.ts";
import type { ImportScope } from "../import/scope.ts";
import { batchRow } from "../internal.ts";

/** Does the work; where what it follows is stopped meanwhile, what came until then is whole, and the error goes on. */
export async function keepWhatCame<T>(
  job: RunningJob,
  scope: ImportScope,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RuleStoppedError)) throw error;
    const { status } = await step(job.ctx, ({ tx }) => batchRow(tx, scope.batchId));
    // Else somebody is taking it back.
    if (status === "queued" || status === "running") await finishBatch(job, scope);
    throw error;
  }
}
