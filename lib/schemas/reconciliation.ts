import { z } from "zod";

import { Id, Instant } from "./common.ts";

const Day = z.iso.date("Not a day. Write it like 2026-01-31.");
const LiveSource = z.enum(["gmail", "calendar"]);
const daysMax = 400;

const inOrder = ({ from, to }: { from: string; to: string }) => from <= to;
const isBounded = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 < daysMax;
const orderWords = { path: ["to"], message: "The range ends before it begins." };
const boundWords = { path: ["to"], message: `At most ${String(daysMax)} days at once.` };

/** Of an account: mail unless said, and the days from the first to the last. */
const days = { id: Id, source: LiveSource.default("gmail"), from: Day, to: Day };

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

/** What became of what a provider has on one day: the parts add up to `provider`. */
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
  /** When the provider was asked. */
  countedAt: Instant,
});
export type MailboxDay = z.infer<typeof MailboxDay>;

export const MailboxDays = z.object({
  source: LiveSource,
  /** Whose midnights cut the days. */
  timeZone: z.string(),
  today: z.string(),
  days: z.array(MailboxDay),
  /** First and last day that was ever counted; null before. */
  counted: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** A count or a fetch that is under way. */
  jobId: Id.nullable(),
});
export type MailboxDays = z.infer<typeof MailboxDays>;

export const GetDayInput = z.strictObject({ id: days.id, source: days.source, day: Day });

/** One item of a day that is not here, and why. */
export const DayItem = z.object({
  /** The provider's id. */
  item: z.string(),
  state: z.enum(["missing", "failed", "skipped"]),
  reason: z.string().nullable(),
  /** Of what failed, in words. */
  error: z.string().nullable(),
  /** When that was decided, and by which import. */
  at: Instant.nullable(),
  batchId: Id.nullable(),
});
export type DayItem = z.infer<typeof DayItem>;

export const DayItems = z.object({
  day: MailboxDay.nullable(),
  /** At most 500. */
  items: z.array(DayItem),
});
export type DayItems = z.infer<typeof DayItems>;
