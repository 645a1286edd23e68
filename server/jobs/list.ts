import { and, desc, eq, lt } from "drizzle-orm";

import { jobs } from "#drizzle/schema/jobs.ts";
import { JobPage, ListJobsInput } from "#lib/schemas/jobs.ts";
import { decodeCursor, IdCursor, operation, toPage } from "#server/core/index.ts";

import { subjectsOf } from "./about.ts";
import { toJob } from "./internal.ts";

export const listJobs = operation({
  name: "jobs.list",
  summary: "List jobs, newest first",
  input: ListJobsInput,
  output: JobPage,
  permission: "jobs:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/jobs" },
  async run({ tx, input: { cursor, limit, status } }) {
    const after = decodeCursor(cursor, IdCursor);
    const rows = await tx
      .select()
      .from(jobs)
      .where(and(after ? lt(jobs.id, after[0]) : undefined, status ? eq(jobs.status, status) : undefined))
      .orderBy(desc(jobs.id))
      .limit(limit + 1);
    const subjects = await subjectsOf(
      tx,
      rows.map(({ id }) => id),
    );
    return toPage(
      rows,
      limit,
      (row) => [row.id],
      (row) => toJob(row, subjects),
    );
  },
});
