import { sql } from "drizzle-orm";

import { jobs } from "#drizzle/schema/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Job } from "#lib/schemas/jobs.ts";
import { emit, operation } from "#server/core/index.ts";

import { isJobKind } from "./definitions.ts";
import { describeJob, jobRow } from "./internal.ts";
import { deliver } from "./queues.ts";

export const retryJob = operation({
  name: "jobs.retry",
  summary: "Run a failed or cancelled job again, from where it stopped",
  input: IdInput,
  output: Job,
  permission: "jobs:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/jobs/{id}/retry" },
  async run({ ctx, tx, input: { id } }) {
    const restarted = await tx
      .update(jobs)
      .set({
        status: "queued",
        attempt: 0,
        takeovers: 0,
        error: null,
        finishedAt: null,
        cancelRequestedAt: null,
        runAt: sql`now()`,
        deliveredAt: sql`now()`,
      })
      .where(sql`id = ${id} and status in ('failed', 'cancelled')`)
      .returning({ id: jobs.id });
    const row = await jobRow(tx, id);
    const { kind } = row;
    if (restarted.length === 0)
      throw new AppError(
        "conflict",
        `Only a job that failed or was cancelled can run again; this one is ${row.status}.`,
      );
    await emit(ctx, { type: "job.changed", payload: { jobId: id } });
    if (isJobKind(kind)) ctx.open.afterCommit.push(() => deliver({ id, kind }));
    return describeJob(tx, row);
  },
});
