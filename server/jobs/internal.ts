import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { notFound } from "#lib/errors.ts";
import type { Job } from "#lib/schemas/jobs.ts";
import type { Tx } from "#server/db/index.ts";

import { type JobSubjects, subjectsOf } from "./about.ts";

export type JobRow = typeof jobs.$inferSelect;

/** A job that is due for longer than this has no worker. */
const waitingAfterMs = 6_000;

const StoredError = z.object({ code: z.string(), message: z.string() });

export async function jobRow(tx: Tx, id: string): Promise<JobRow> {
  const [row] = await tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, id)));
  if (!row) throw notFound("job");
  return row;
}

/** One job as its readers see it. */
export async function describeJob(tx: Tx, row: JobRow): Promise<Job> {
  return toJob(row, await subjectsOf(tx, [row.id]));
}

export function toJob(row: JobRow, subjects: JobSubjects): Job {
  const error = StoredError.safeParse(row.error);
  return {
    id: row.id,
    kind: row.kind,
    about: subjects.get(row.id) ?? null,
    status: row.status,
    progress: { done: row.progressDone, total: row.progressTotal },
    waitingForWorker: row.status === "queued" && Date.now() - row.runAt.getTime() > waitingAfterMs,
    waitsUntil: row.status === "queued" && row.runAt > new Date() ? row.runAt.toISOString() : null,
    cancelRequested: row.cancelRequestedAt !== null,
    attempt: row.attempt,
    ...(error.success ? { error: error.data } : {}),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
