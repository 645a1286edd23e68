import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";

import { jobLogEntries } from "#drizzle/schema/jobs.ts";
import { JobLogInput, JobLogPage } from "#lib/schemas/job-log.ts";
import { decodeCursor, operation, toPage } from "#server/core/index.ts";

import { jobRow } from "./internal.ts";

const SeqCursor = z.tuple([z.int()]);

export const readJobLog = operation({
  name: "jobs.log",
  summary: "What became of a job, newest first: attempts, waits and their reasons, progress, how it ended",
  input: JobLogInput,
  output: JobLogPage,
  permission: "jobs:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/jobs/{id}/log" },
  async run({ tx, input: { id, cursor, limit } }) {
    await jobRow(tx, id);
    const after = decodeCursor(cursor, SeqCursor);
    const rows = await tx
      .select()
      .from(jobLogEntries)
      .where(and(eq(jobLogEntries.jobId, id), after ? lt(jobLogEntries.seq, after[0]) : undefined))
      .orderBy(desc(jobLogEntries.seq))
      .limit(limit + 1);
    return toPage(
      rows,
      limit,
      (row) => [row.seq],
      ({ seq, event, attempt, message, ...row }) => ({
        ...{ seq, event, attempt, message },
        at: row.createdAt.toISOString(),
        progress: { done: row.progressDone, total: row.progressTotal },
        dueAt: row.dueAt?.toISOString() ?? null,
      }),
    );
  },
});
