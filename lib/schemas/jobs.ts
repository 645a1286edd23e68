import { z } from "zod";

import { Id, Instant, page, PageInput } from "./common.ts";

export const JobStatus = z.enum(["queued", "running", "paused", "done", "failed", "cancelled"]);
export type JobStatus = z.infer<typeof JobStatus>;

/** Why a job stopped, or what it waits to try again. */
export const JobError = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export const JobProgress = z.object({ done: z.int(), total: z.int() });

export const Job = z.object({
  id: Id,
  kind: z.string(),
  /** The account or file that it works on, and the import where it is one's; null where it is of none. */
  about: z.object({ label: z.string(), connectionId: Id, batchId: Id.nullable() }).nullable(),
  status: JobStatus,
  progress: z.object({ done: z.int(), total: z.int() }),
  /** Due for some seconds, and no worker has taken it. */
  waitingForWorker: z.boolean(),
  /** When it goes on by itself, where it is not due yet; `error` says what it waits for. */
  waitsUntil: Instant.nullable(),
  cancelRequested: z.boolean(),
  attempt: z.int(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type Job = z.infer<typeof Job>;

export const ListJobsInput = PageInput.extend({ status: JobStatus.optional() });
export const JobPage = page(Job);
