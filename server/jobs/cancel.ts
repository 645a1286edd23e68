import { sql } from "drizzle-orm";

import { jobs } from "#drizzle/schema/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { IdInput } from "#lib/schemas/common.ts";
import { Job } from "#lib/schemas/jobs.ts";
import { emit, operation } from "#server/core/index.ts";

import { describeJob, jobRow } from "./internal.ts";

export const cancelJob = operation({
  name: "jobs.cancel",
  summary: "Stop a job; what it did until then stays",
  input: IdInput,
  output: Job,
  permission: "jobs:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/jobs/{id}/cancel" },
  async run({ ctx, tx, input: { id } }) {
    // One statement decides between a waiting job and one that a worker is just taking.
    const stopped = await tx
      .update(jobs)
      .set({
        cancelRequestedAt: sql`now()`,
        status: sql`case when status = 'running' then 'running' else 'cancelled' end`,
        finishedAt: sql`case when status = 'running' then null else now() end`,
      })
      .where(sql`id = ${id} and status in ('queued', 'running', 'paused')`)
      .returning({ id: jobs.id });
    const row = await jobRow(tx, id);
    if (stopped.length === 0) throw new AppError("conflict", `This job has ended already (${row.status}).`);
    await emit(ctx, { type: "job.changed", payload: { jobId: id } });
    return describeJob(tx, row);
  },
});
