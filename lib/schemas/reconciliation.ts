import { z } from "zod";

import { Id, Instant, page, PageInput, ShownLine } from "./common.ts";
import { AccountCalendar } from "./sync.ts";

const Day = z.iso.date("Not a day. Write it like 2026-01-31.");
const LiveSource = z.enum(["gmail", "calendar"]);
/** Of an account its mail or calendar; a file has only itself. */
export const DaySource = z.enum(["gmail", "calendar", "file"]);
export type DaySource = z.infer<typeof DaySource>;
const daysMax = 400;

const inOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const isBounded = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 < daysMax;
const orderWords = { path: ["to"], message: "The range ends before it begins." };
const boundWords = { path: ["to"], message: `At most ${String(daysMax)} days at once.` };

/** Of an account mail unless said, of a file the file, and the days from the first to the last. */
const days = { id: Id, source: DaySource.optional(), from: Day, to: Day };

export const ListDaysInput = z.strictObject(days).refine(inOrder, orderWords).refine(isBounded, boundWords);

export const CountDaysInput = z
  .strictObject({ id: days.id, source: days.source, from: Day.optional(), to: Day.optional() })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ["to"],
    message: "Name both days, or neither to count all there is.",
  })
  .refine(({ from, to }) => from === undefined || to === undefined || inOrder({ from, to }), orderWords)
  .refine(({ from, to }) => from === undefined || to === undefined || isBounded({ from, to }), boundWords);

export const FetchMissingInput = ListDaysInput;
export const DayJobOutput = z.object({ jobId: Id });

const Reasons = z.record(z.string(), z.int());

/** What became of what a provider, or a file, has on one day: the parts add up to `provider`. */
export const MailboxDay = z.object({
  day: z.string(),
  provider: z.int(),
  stored: z.int(),
  /** Left out once it was read, by reason. */
  skippedBy: Reasons,
  /** Never asked for, by reason: spam, deleted, draft, outside what was approved. */
  leftOutBy: Reasons,
  failed: z.int(),
  missing: z.int(),
  /** Of what is stored: is not in the provider's list of the day any more. Not part of the sum. */
  goneThere: z.int(),
  /** When the provider was asked, or the file read. */
  countedAt: Instant,
});
export type MailboxDay = z.infer<typeof MailboxDay>;

export const MailboxDays = z.object({
  source: DaySource,
  /** Whose midnights cut the days. */
  timeZone: z.string(),
  today: z.string(),
  days: z.array(MailboxDay),
  /** What has no date, as a day of its own: 0001-01-01. */
  undated: MailboxDay.nullable(),
  /** First and last day that was ever counted; null before. */
  counted: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** What is under way there. */
  job: z.object({ id: Id, kind: z.enum(["count", "fetch"]) }).nullable(),
});
export type MailboxDays = z.infer<typeof MailboxDays>;

export const GetDayInput = z.strictObject({ id: days.id, source: days.source, day: Day });

/** What is known of something that is not here; null where nothing of it is kept. */
const named = { subject: ShownLine.nullable(), from: ShownLine.nullable() };

/** One item of a day that is not here, and why. */
export const DayItem = z.object({
  /** The provider's id; of a file the place of the message in it, from 0. */
  item: z.string(),
  state: z.enum(["missing", "failed", "skipped"]),
  reason: z.string().nullable(),
  /** Of what failed, in words. */
  error: z.string().nullable(),
  /** When that was decided, and by which import. */
  at: Instant.nullable(),
  batchId: Id.nullable(),
  ...named,
  /** When it was received, sent or begins; null where that is not known. */
  itemAt: Instant.nullable(),
});
export type DayItem = z.infer<typeof DayItem>;

export const DayItems = z.object({
  day: MailboxDay.nullable(),
  /** At most 500. */
  items: z.array(DayItem),
});
export type DayItems = z.infer<typeof DayItems>;

const Trouble = z.object({
  code: z.string(),
  message: z.string(),
  /** What to do about it, in words. */
  next: z.string(),
});

/** How one source of an account stands to its provider. */
export const SourceStatus = z.object({
  source: LiveSource,
  /** Which calendar, for its owner alone; null for mail. */
  calendar: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether what comes later is imported too, as was approved. */
  following: z.boolean(),
  /** In step with the provider as of then; how old the cursor is. */
  syncedAt: Instant.nullable(),
  /** When the provider was last asked, whatever it said. */
  checkedAt: Instant.nullable(),
  nextSyncAt: Instant.nullable(),
  /** When the provider last told of changes by itself, and until when it does. */
  pushedAt: Instant.nullable(),
  pushUntil: Instant.nullable(),
  pushTrouble: Trouble.nullable(),
  trouble: Trouble.nullable(),
  /** Items that could not be brought. */
  failed: z.int(),
});
export type SourceStatus = z.infer<typeof SourceStatus>;

export const ConnectionStatus = z.object({
  id: Id,
  provider: z.enum(["file", "google"]),
  label: z.string(),
  account: z.string().nullable(),
  own: z.boolean(),
  scopes: z.array(z.string()),
  state: z.enum(["active", "reconnect_needed", "disconnected"]),
  sources: z.array(SourceStatus),
  /** Of an uploaded file: its size, and whether it is still kept and can be read again. */
  file: z.object({ byteSize: z.int(), kept: z.boolean() }).nullable(),
  /** Those in the account's list, for its owner alone. */
  calendars: z.array(AccountCalendar),
  /** Of a file and of what no source follows any more. */
  failed: z.int(),
});
export type ConnectionStatus = z.infer<typeof ConnectionStatus>;

/** What opens an account at its provider, and what was used of its quota in the last minute. */
export interface AccountHealth {
  token: { renewedAt: string; goodUntil: string } | null;
  quota: Record<"gmail" | "calendar", { used: number; limit: number; heldMs: number }>;
}

export const ListFailedInput = PageInput.extend({ id: Id });
export const FailedItem = z.object({
  id: Id,
  source: z.enum(["file", "gmail", "calendar"]),
  /** The provider's id; of a file the place of the message in it. */
  item: z.string(),
  reason: z.string().nullable(),
  /** What went wrong, in words. */
  error: z.string().nullable(),
  at: Instant,
  batchId: Id,
  /** Whether it can be tried again without asking the provider. */
  bytesKept: z.boolean(),
  ...named,
});
export type FailedItem = z.infer<typeof FailedItem>;
export const FailedItemPage = page(FailedItem);
export const ReplayFailedInput = z.strictObject({
  /** Of the connection. */
  id: Id,
  /** One item; all that failed where none is named. */
  itemId: Id.optional(),
});
