import { z } from "zod";

import { Audience, Cursor, Id, IdInput, Instant, page, PageInput } from "./common.ts";
import { EmailAddress } from "./contacts.ts";

/** The mailbox's own addresses: mail from them counts as sent by you. */
export const OwnAddresses = z.array(EmailAddress).max(20, "At most 20 addresses.");

/** "ada@x.example, a.byron@y.example" as people type it, or a list. */
export const MailboxField = z
  .union([z.string().max(2_000), z.array(z.string().max(254)).max(20)])
  .transform((value) =>
    (typeof value === "string" ? value.split(/[\s,;]+/) : value).map((part) => part.trim()).filter(Boolean),
  )
  .pipe(OwnAddresses);

const StoredFileInput = z.object({
  storageKey: z.string(),
  fileName: z.string(),
  byteSize: z.int().min(0),
  digest: z.string(),
  head: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export const CreateImportInput = z.strictObject({
  /** Made by the door that received the bytes; multipart field `file`. */
  file: StoredFileInput,
  mailbox: MailboxField.optional(),
});

export const CreateImportOutput = z.object({ connectionId: Id, previewId: Id });
export type CreateImportOutput = z.infer<typeof CreateImportOutput>;

export const Connection = z.object({
  id: Id,
  provider: z.enum(["file"]),
  label: z.string(),
  addresses: z.array(z.string()),
  audience: Audience,
  byteSize: z.number().nullable(),
  /** Whether the uploaded file is still kept, so that it can be previewed again. */
  fileKept: z.boolean(),
  createdAt: Instant,
});
export const ConnectionPage = page(Connection);
export const ListConnectionsInput = PageInput;

export const CreatePreviewInput = z.strictObject({ connectionId: Id, addresses: OwnAddresses.optional() });

export const SenderKinds = z.object({
  person: z.int(),
  newsletter: z.int(),
  automated: z.int(),
  list: z.int(),
  own: z.int(),
});

export const PreviewCounts = z.object({
  total: z.int(),
  store: z.int(),
  skip: z.int(),
  people: z.int(),
  companies: z.int(),
});

/** What a preview found beside its counts. Emptied when the import is taken back. */
export const PreviewResult = z.object({
  skipBy: z.record(z.string(), z.int()),
  byMonth: z.array(z.object({ month: z.string().nullable(), count: z.int() })),
  bySenderKind: SenderKinds,
  samples: z.array(z.object({ subject: z.string(), from: z.string().nullable(), at: Instant.nullable() })),
  peopleKnown: z.int(),
  companiesKnown: z.int(),
  leftOutBy: z.record(z.string(), z.int()),
  listAddresses: z.array(z.string()),
  mailboxGuess: z.object({ address: z.string(), share: z.number(), why: z.string() }).nullable(),
  warnings: z.array(z.object({ code: z.string(), count: z.int(), words: z.string() })),
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
});
export type PreviewResult = z.infer<typeof PreviewResult>;

const JobError = z.object({ code: z.string(), message: z.string() });
const Progress = z.object({ done: z.int(), total: z.int() });

export const Preview = z.object({
  id: Id,
  connectionId: Id,
  status: z.enum(["pending", "ready", "failed"]),
  fileName: z.string(),
  byteSize: z.number(),
  addresses: z.array(z.string()),
  counts: PreviewCounts.nullable(),
  skipBy: z.record(z.string(), z.int()),
  result: PreviewResult.nullable(),
  hash: z.string().nullable(),
  jobId: Id.nullable(),
  progress: Progress.nullable(),
  waitingForWorker: z.boolean(),
  /** The batch that this preview was approved for. */
  batchId: Id.nullable(),
  error: JobError.nullable(),
  createdAt: Instant,
});
export type Preview = z.infer<typeof Preview>;

export const PreviewItemsInput = IdInput.extend({
  kind: z.enum(["person", "company", "left_out"]),
  cursor: Cursor.optional(),
  limit: PageInput.shape.limit,
});

export const PreviewItem = z.object({
  /** E-mail address or domain. */
  key: z.string(),
  name: z.string(),
  why: z.string(),
  detail: z.record(z.string(), z.unknown()),
});
export const PreviewItemPage = page(PreviewItem);

export const ApprovePreviewInput = z.strictObject({
  id: Id,
  /** The preview's hash: refuses when what was seen is not what would run. */
  expectedHash: z.string().max(128).optional(),
});
export const ApprovePreviewOutput = z.object({ batchId: Id, jobId: Id });
export type ApprovePreviewOutput = z.infer<typeof ApprovePreviewOutput>;

export const BatchStatus = z.enum(["queued", "running", "done", "failed", "cancelled", "undoing", "undone"]);

export const KeptRecord = z.object({ table: z.string(), id: Id, name: z.string(), why: z.string() });
export type KeptRecord = z.infer<typeof KeptRecord>;

export const Batch = z.object({
  id: Id,
  connectionId: Id,
  previewId: Id,
  fileName: z.string(),
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
  /** After undo: what somebody changed since, and so was kept. */
  kept: z.array(KeptRecord),
  jobId: Id.nullable(),
  progress: Progress.nullable(),
  waitingForWorker: z.boolean(),
  changeSetId: Id.nullable(),
  error: JobError.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Batch = z.infer<typeof Batch>;
export const BatchPage = page(Batch);
export const ListBatchesInput = PageInput.extend({ connectionId: Id.optional() });
export const UndoBatchOutput = z.object({ jobId: Id });
