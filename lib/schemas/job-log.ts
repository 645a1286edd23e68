import { z } from "zod";

import { Id, Instant, page, PageInput } from "./common.ts";
import { JobProgress } from "./jobs.ts";

/** `takenOver`: another worker went on with it after the one that had it went away. */
export const JobLogEvent = z.enum([
  "asked",
  "started",
  "takenOver",
  "progress",
  "waits",
  "retry",
  "paused",
  "resumed",
  "stopAsked",
  "done",
  "failed",
  "cancelled",
  "askedAgain",
]);
export type JobLogEvent = z.infer<typeof JobLogEvent>;

export const JobLogEntry = z.object({
  /** Counted from 1; gaps do not occur. */
  seq: z.int(),
  at: Instant,
  event: JobLogEvent,
  /** Which attempt it was, from 1. */
  attempt: z.int(),
  /** Why, where it waits, was paused or failed. */
  message: z.string().nullable(),
  progress: JobProgress,
  /** When it goes on, where that is later. */
  dueAt: Instant.nullable(),
});
export type JobLogEntry = z.infer<typeof JobLogEntry>;

export const JobLogInput = PageInput.extend({ id: Id });
export const JobLogPage = page(JobLogEntry);
