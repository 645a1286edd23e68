import { z } from "zod";

import { Cursor, Id, IdInput, Instant, page, PageInput, ShownLine } from "./common.ts";
import { JobError, JobProgress } from "./jobs.ts";
import { SyncSource, SyncContent } from "./sync.ts";

export const BatchStatus = z.enum([
  "queued",
  "running",
  "paused",
  "done",
  "failed",
  "cancelled",
  "undoing",
  "undone",
]);

const Range = z.object({ from: z.int(), to: z.int() });

export const KeptReason = z.enum(["changed", "mail", "meetings", "mail_and_meetings", "people"]);
export type KeptReason = z.infer<typeof KeptReason>;
export const KeptRecord = z.object({
  table: z.string(),
  id: Id,
  name: ShownLine,
  /** Missing of what was taken back before it was told apart. */
  reason: KeptReason.optional(),
  /** The same in words. */
  why: z.string(),
});
export type KeptRecord = z.infer<typeof KeptRecord>;
export const Batch = z.object({
  id: Id,
  connectionId: Id,
  source: SyncSource,
  content: SyncContent,
  /** Null for what came later, under the rule that was approved. */
  previewId: Id.nullable(),
  /** The file's name, or the account. */
  fileName: ShownLine,
  status: BatchStatus,
  counts: z.object({
    total: z.int(),
    stored: z.int(),
    skipped: z.int(),
    failed: z.int(),
    contacts: z.int(),
    companies: z.int(),
  }),
  skippedBy: z.record(z.string(), z.int()),
  /** How many contacts and companies its preview said would come; null until it is done, and where nothing was said. */
  expected: z.object({ contacts: Range, companies: Range }).nullable(),
  /** After undo: what was kept because somebody changed or something uses it, and is still there; the first of them, all by batches.kept. */
  kept: z.array(KeptRecord),
  keptCount: z.int(),
  /** Whether the uploaded file is still kept; false for an account. */
  fileKept: z.boolean(),
  jobId: Id.nullable(),
  progress: JobProgress.nullable(),
  /** Of the last minutes; null where it is too early to tell, or not known. */
  pace: z.object({ perSecond: z.number(), secondsLeft: z.int() }).nullable(),
  waitingForWorker: z.boolean(),
  /** When it goes on by itself: after a provider's limit, or after `error`. */
  waitsUntil: Instant.nullable(),
  changeSetId: Id.nullable(),
  /** Why it stopped, or what it waits to try again. */
  error: JobError.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Batch = z.infer<typeof Batch>;
export const Expected = Batch.shape.expected.unwrap();
export type Expected = z.infer<typeof Expected>;
export const BatchPage = page(Batch);
export const KeptPage = page(KeptRecord);
export const KeptInput = IdInput.extend({ cursor: Cursor.optional(), limit: PageInput.shape.limit });
export const ListBatchesInput = PageInput.extend({
  connectionId: Id.optional(),
  /** What this job brought, or took back. */
  jobId: Id.optional(),
});

export const BatchItemState = z.enum(["stored", "skipped", "failed"]);
export type BatchItemState = z.infer<typeof BatchItemState>;

/** One message or meeting that an import came to, and what became of it. */
export const BatchItem = z.object({
  id: Id,
  /** The provider's id; of a file the place of the message in it, from 0. */
  item: z.string(),
  state: BatchItemState,
  /** Of what was skipped. */
  reason: z.string().nullable(),
  /** Of what failed, in words. */
  error: z.string().nullable(),
  /** When it was received, sent or begins; null where that is not known. */
  at: Instant.nullable(),
  /** YYYY-MM-DD of a meeting that takes whole days, by its own calendar. */
  startDate: z.string().nullable(),
  /** Null where nothing of it is here, or is to be seen. */
  subject: ShownLine.nullable(),
  from: ShownLine.nullable(),
  threadId: Id.nullable(),
  /** Of a meeting. */
  eventId: Id.nullable(),
});
export type BatchItem = z.infer<typeof BatchItem>;
export const BatchItemsInput = PageInput.extend({ id: Id, state: BatchItemState.optional() });
export const BatchItemPage = page(BatchItem);
export const UndoBatchesInput = z.strictObject({
  ids: z
    .array(Id)
    .min(1, "Choose at least one import.")
    .max(200, "At most 200 imports at once.")
    .transform((ids) => [...new Set(ids)]),
});

export const TakeBackConnectionInput = z.strictObject({
  id: Id,
  /** Ends the access to the account too; a file has none. */
  disconnect: z.boolean().default(false),
});

export const UndoBatchOutput = z.object({ jobId: Id });
export const ResumeBatchOutput = z.object({ jobId: Id });
