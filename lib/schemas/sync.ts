import { z } from "zod";

import { Audience, Cursor, Id, IdInput, Instant, page, PageInput } from "./common.ts";
import { EmailAddress } from "./contacts.ts";
import {
  CalendarId,
  PreviewSelection,
  PreviewSelectionInput,
  SyncControls,
  SyncControlsInput,
} from "./sync-controls.ts";

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

export const CreateImportInput = z
  .strictObject({
    /** Made by the door that received the bytes; multipart field `file`. */
    file: StoredFileInput.optional(),
    /** In place of the file: what is going to be sent to the `uploadUrl` that this answers. */
    fileName: z.string().trim().min(1, "Name the file.").max(200, "At most 200 characters.").optional(),
    byteSize: z.int().min(1, "The file is empty.").optional(),
    mailbox: MailboxField.optional(),
  })
  .superRefine(({ file, fileName, byteSize }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (file && fileName !== undefined) wrong("fileName", "Leave it out: the file brings its name.");
    if (file && byteSize !== undefined) wrong("byteSize", "Leave it out: the bytes are counted.");
    if (!file && fileName === undefined) wrong("fileName", "Name the file.");
    if (!file && byteSize === undefined) wrong("byteSize", "Say how many bytes it has.");
  });

export const Imported = z.object({ connectionId: Id, previewId: Id });
export type Imported = z.infer<typeof Imported>;

/** How to send a file by the TUS protocol (resumable). */
export const UploadTicket = z.object({
  uploadId: Id,
  /** Where the protocol begins: POST there. */
  uploadUrl: z.url(),
  /** With every request, until `expiresAt`; imports.resume gives fresh ones. */
  uploadHeaders: z.record(z.string(), z.string()),
  expiresAt: Instant.nullable(),
  /** For `Upload-Metadata`. */
  uploadMetadata: z.record(z.string(), z.string()),
  /** Each request but the last carries exactly this many bytes. */
  chunkBytes: z.int(),
});
export type UploadTicket = z.infer<typeof UploadTicket>;

/** Of an upload; other addresses than were announced may be given. */
export const CompleteImportInput = z.strictObject({ id: Id, mailbox: MailboxField.optional() });

export const CreateImportOutput = z.union([Imported, UploadTicket]);
export type CreateImportOutput = z.infer<typeof CreateImportOutput>;

export const SyncSource = z.enum(["file", "gmail", "calendar"]);
export type SyncSource = z.infer<typeof SyncSource>;

/** What a source brings: a file may hold either. */
export const SyncContent = z.enum(["mail", "meetings"]);
export type SyncContent = z.infer<typeof SyncContent>;

/** A calendar in the list of an account. */
export const AccountCalendar = z.object({
  /** As previews take it: "primary" for the account's own. */
  id: z.string(),
  name: z.string(),
  /** Entries when they were counted at last; null where they were not. */
  count: z.int().nullable(),
  /** Whether there are more than that. */
  hasMore: z.boolean(),
  /** False where the provider tells no more of it than when it is busy. */
  isReadable: z.boolean(),
  /** Since when it is not in the account's list any more. */
  goneAt: Instant.nullable(),
});
export type AccountCalendar = z.infer<typeof AccountCalendar>;

/** How far one source of an account, and each of its calendars, is in step with its provider. */
export const SourceState = z.object({
  source: z.enum(["gmail", "calendar"]),
  /** Which calendar, for its owner alone; null for mail. */
  calendar: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether what comes later is imported too, as was approved with the first import. */
  following: z.boolean(),
  /** Who sees what it brings. */
  audience: Audience,
  /** What was approved for what comes later; for its owner alone. A revoked one may be given again. */
  rule: z.object({ controls: SyncControls, selection: PreviewSelection, revoked: z.boolean() }).nullable(),
  syncedAt: Instant.nullable(),
  /** What went wrong at last, in words; null when it went well. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** When its provider was last asked, and is asked again at the latest. */
  checkedAt: Instant.nullable(),
  nextSyncAt: Instant.nullable(),
  /** Whether the provider tells of changes by itself; where it does not, it is asked every few minutes. */
  push: z.object({
    state: z.enum(["on", "starting", "failing", "not_set_up"]),
    until: Instant.nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
});
export type SourceState = z.infer<typeof SourceState>;

export const Connection = z.object({
  id: Id,
  provider: z.enum(["file", "google"]),
  /** Whether it is the caller's, who alone connects and disconnects it. */
  own: z.boolean(),
  label: z.string(),
  /** The address at the provider; null for a file. */
  account: z.string().nullable(),
  /** What may be read there. */
  scopes: z.array(z.string()),
  state: z.enum(["active", "reconnect_needed", "disconnected"]),
  sources: z.array(SourceState),
  /** Those in the account's list when it was looked at last, for its owner alone; none before a calendar was previewed. */
  calendars: z.array(AccountCalendar),
  addresses: z.array(z.string()),
  audience: Audience,
  byteSize: z.number().nullable(),
  /** Whether the uploaded file is still kept, so that it can be previewed again. */
  fileKept: z.boolean(),
  createdAt: Instant,
});
export const ConnectionPage = page(Connection);
export const ListConnectionsInput = PageInput;

export const CreatePreviewInput = z.strictObject({
  connectionId: Id,
  /** What of an account to preview: gmail unless said. A file has only itself. */
  source: SyncSource.optional(),
  addresses: OwnAddresses.optional(),
  /** What it covers: everything unless said. */
  controls: SyncControlsInput.optional(),
});

/** Of an account: the rule for what comes later; of one of its calendars, or of all where none is named. */
export const RuleInput = z
  .strictObject({
    connectionId: Id,
    source: z.enum(["gmail", "calendar"]),
    calendar: CalendarId.optional(),
  })
  .refine(({ source, calendar }) => source === "calendar" || calendar === undefined, {
    path: ["calendar"],
    message: "Mail has no calendars. Leave it out.",
  });
export type RuleInput = z.infer<typeof RuleInput>;
export const RuleOutput = z.object({ connectionId: Id, following: z.boolean() });

/** Of a connection. */
export const SyncConnectionInput = IdInput;
export const SyncConnectionOutput = z.object({ jobId: Id });

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

/** A label of a mailbox, and the messages under it, whatever else they are. */
export const MailLabel = z.object({ id: z.string(), name: z.string(), total: z.int() });
export type MailLabel = z.infer<typeof MailLabel>;

const Range = z.object({ from: z.int(), to: z.int() });

export type PreviewCounts = z.infer<typeof PreviewCounts>;

/** What a preview could not count by reading everything. */
export const PreviewEstimate = z.object({
  /** Headers that were read, and the messages they stand for. When both are equal, all is exact. */
  sampled: z.int(),
  of: z.int(),
  /** Beyond these the import pauses and asks. */
  peopleRange: Range,
  companiesRange: Range,
  /** What the import takes of the provider's quota, and about how long. */
  quotaUnits: z.int(),
  expectedSeconds: z.int(),
});
export type PreviewEstimate = z.infer<typeof PreviewEstimate>;

/** What an import takes. Money in millionths of a US dollar. */
export const ImportCost = z.object({
  expectedSeconds: z.int(),
  quotaUnits: z.int(),
  modelTokens: z.int(),
  /** Null where a price is not known. */
  modelMicros: z.int().nullable(),
});
export type ImportCost = z.infer<typeof ImportCost>;

/** What an import would do with what was unticked. */
export const SelectedCounts = z.object({
  counts: PreviewCounts,
  skipBy: z.record(z.string(), z.int()),
  peopleRange: Range,
  companiesRange: Range,
});
export type SelectedCounts = z.infer<typeof SelectedCounts>;

/** What a preview found beside its counts. Emptied when the import is taken back. */
export const PreviewResult = z.object({
  skipBy: z.record(z.string(), z.int()),
  byMonth: z.array(z.object({ month: z.string().nullable(), count: z.int() })),
  bySenderKind: SenderKinds,
  /** What mail can be chosen by; of Gmail alone. */
  labels: z.array(MailLabel).default([]),
  /** What a calendar preview can be made of; of an account alone. */
  calendars: z.array(AccountCalendar).default([]),
  /** Of the messages to import. One under several labels counts for each. */
  byLabel: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })).default([]),
  /** New people by the domain of their company or mail; the largest 200. */
  byDomain: z.array(z.object({ domain: z.string(), count: z.int() })).default([]),
  samples: z.array(z.object({ subject: z.string(), from: z.string().nullable(), at: Instant.nullable() })),
  peopleKnown: z.int(),
  companiesKnown: z.int(),
  leftOutBy: z.record(z.string(), z.int()),
  listAddresses: z.array(z.string()),
  mailboxGuess: z.object({ address: z.string(), share: z.number(), why: z.string() }).nullable(),
  warnings: z.array(z.object({ code: z.string(), count: z.int(), words: z.string() })),
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  /** Null for a file and a calendar: their counts are exact. */
  estimate: PreviewEstimate.nullable().default(null),
});
export type PreviewResult = z.infer<typeof PreviewResult>;

const JobError = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});
const Progress = z.object({ done: z.int(), total: z.int() });

export const Preview = z.object({
  id: Id,
  connectionId: Id,
  source: SyncSource,
  content: SyncContent,
  status: z.enum(["pending", "ready", "failed"]),
  /** The file's name, or the account. */
  fileName: z.string(),
  /** 0 for an account. */
  byteSize: z.number(),
  addresses: z.array(z.string()),
  /** What it covers, and who sees what comes in. */
  controls: SyncControls,
  /** What was unticked; counts, skipBy and ranges follow it. */
  selection: PreviewSelection,
  counts: PreviewCounts.nullable(),
  skipBy: z.record(z.string(), z.int()),
  result: PreviewResult.nullable(),
  /** Null until it is ready. */
  cost: ImportCost.nullable(),
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

export const PreviewItemKind = z.enum(["person", "company", "known", "left_out"]);
export type PreviewItemKind = z.infer<typeof PreviewItemKind>;

export const PreviewItemsInput = IdInput.extend({
  /** To be created, known already, or left out. */
  kind: PreviewItemKind,
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
  /** In place of what was unticked in the preview before. */
  selection: PreviewSelectionInput.optional(),
});
export const SelectPreviewInput = z.strictObject({ id: Id, selection: PreviewSelectionInput });
export const ApprovePreviewOutput = z.object({ batchId: Id, jobId: Id });
export type ApprovePreviewOutput = z.infer<typeof ApprovePreviewOutput>;

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

export const KeptRecord = z.object({ table: z.string(), id: Id, name: z.string(), why: z.string() });
export type KeptRecord = z.infer<typeof KeptRecord>;

export const Batch = z.object({
  id: Id,
  connectionId: Id,
  source: SyncSource,
  content: SyncContent,
  /** Null for what came later, under the rule that was approved. */
  previewId: Id.nullable(),
  /** The file's name, or the account. */
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
  /** After undo: what somebody changed since, and so was kept; the first of them, all by batches.kept. */
  kept: z.array(KeptRecord),
  keptCount: z.int(),
  /** Whether the uploaded file is still kept; false for an account. */
  fileKept: z.boolean(),
  jobId: Id.nullable(),
  progress: Progress.nullable(),
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
export const BatchPage = page(Batch);
export const KeptPage = page(KeptRecord);
export const KeptInput = IdInput.extend({ cursor: Cursor.optional(), limit: PageInput.shape.limit });
export const ListBatchesInput = PageInput.extend({ connectionId: Id.optional() });
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
