import { z } from "zod";

import { Cursor, Id, IdInput, Instant, page, PageInput, ShownLine } from "./common.ts";
import { JobError, JobProgress } from "./jobs.ts";
import { OwnAddresses, SyncSource, SyncContent, AccountCalendar } from "./sync.ts";
import { PreviewSelection, PreviewSelectionInput, SyncControls, SyncControlsInput } from "./sync-controls.ts";

export const CreatePreviewInput = z.strictObject({
  connectionId: Id,
  /** What of an account to preview: gmail unless said. A file has only itself. */
  source: SyncSource.optional(),
  addresses: OwnAddresses.optional(),
  /** What it covers: everything unless said, but for who was excluded from the connection's last preview. */
  controls: SyncControlsInput.optional(),
});

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
  calendars: z.array(AccountCalendar.extend({ isFollowed: z.boolean().default(false) })).default([]),
  /** Of the messages to import. One under several labels counts for each. */
  byLabel: z.array(z.object({ id: z.string(), name: z.string(), count: z.int() })).default([]),
  /** New people by the domain of their company or mail; the largest 200. */
  byDomain: z.array(z.object({ domain: z.string(), count: z.int() })).default([]),
  samples: z.array(
    z.object({
      subject: ShownLine,
      from: ShownLine.nullable(),
      at: Instant.nullable(),
      /** "2026-12-02" of what takes whole days: of `at` another zone would make the day before. */
      startDate: z.string().nullable().default(null),
    }),
  ),
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
export const Preview = z.object({
  id: Id,
  connectionId: Id,
  source: SyncSource,
  content: SyncContent,
  status: z.enum(["pending", "ready", "failed"]),
  /** The file's name, or the account. */
  fileName: ShownLine,
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
  progress: JobProgress.nullable(),
  waitingForWorker: z.boolean(),
  /** When it goes on by itself, after `error`. */
  waitsUntil: Instant.nullable(),
  /** The batch that this preview was approved for. */
  batchId: Id.nullable(),
  /** Why it could not be made, or what it waits to try again. */
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
  name: ShownLine,
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
