import { IdInput } from "#lib/schemas/common.ts";
import { Job } from "#lib/schemas/jobs.ts";
import { operation } from "#server/core/index.ts";

import { describeJob, jobRow } from "./internal.ts";

export const getJob = operation({
  name: "jobs.get",
  summary: "Read how far a job is",
  guidance: "The id comes from the operation that started the job, or from jobs_list.",
  input: IdInput,
  output: Job,
  permission: "jobs:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/jobs/{id}" },
  run: async ({ tx, input }) => describeJob(tx, await jobRow(tx, input.id)),
});
