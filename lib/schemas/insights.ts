import { z } from "zod";

import { EventOccurrence } from "./calendar.ts";
import { Id, Instant } from "./common.ts";
import { ThreadListItem } from "./interactions.ts";
import { SyncSource } from "./sync.ts";

/** At most a few of each are shown; `more` says that there are others. */
const some = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), more: z.boolean() });

export const QuietPerson = z.object({
  contactId: Id,
  displayName: z.string(),
  primaryEmail: z.string().nullable(),
  companyName: z.string().nullable(),
  lastAt: Instant,
  inboundCount: z.int(),
  outboundCount: z.int(),
});
export type QuietPerson = z.infer<typeof QuietPerson>;

export const WeekOfMail = z.object({
  /** Monday, YYYY-MM-DD, in your time zone. */
  weekStart: z.string(),
  inbound: z.int(),
  outbound: z.int(),
  meetings: z.int(),
});
export type WeekOfMail = z.infer<typeof WeekOfMail>;

export const checklistSteps = ["connect", "import", "ask", "decide", "takeBack"] as const;

export const Today = z.object({
  /** Of the next seven days, soonest first. */
  upcoming: some(EventOccurrence),
  /** Mails of people to you, unanswered for more than two days, newest first. */
  unanswered: some(ThreadListItem),
  /** People you wrote with both ways and who have been quiet for more than thirty days, the closest first. */
  quiet: some(QuietPerson),
  /** Also those that failed when they were approved: they are tried again, or declined. */
  approvals: some(
    z.object({
      id: Id,
      operation: z.string(),
      /** Whom or what its first step is about. */
      name: z.string().nullable(),
      stepCount: z.int(),
      status: z.enum(["waiting", "failed"]),
      createdAt: Instant,
    }),
  ),
  connectionsToMend: z.array(
    z.object({
      id: Id,
      label: z.string(),
      account: z.string().nullable(),
      /** reconnect: access was taken away; failing: the last sync was refused, `message` says why. */
      state: z.enum(["reconnect", "failing"]),
      message: z.string().nullable(),
    }),
  ),
  /** Previews of accounts and files that were made and left, newest first. */
  previews: z.array(
    z.object({
      id: Id,
      /** The account, or the file's name. */
      label: z.string(),
      source: SyncSource,
      createdAt: Instant,
    }),
  ),
  jobs: some(
    z.object({
      id: Id,
      kind: z.string(),
      status: z.enum(["queued", "running", "paused"]),
      progress: z.object({ done: z.int(), total: z.int() }),
      createdAt: Instant,
    }),
  ),
  /** The last 26 weeks, oldest first, each of them there; this week is the last. A series counts once. */
  weeks: z.array(WeekOfMail),
  /** What a newcomer does first, in order. */
  checklist: z.array(z.object({ step: z.enum(checklistSteps), done: z.boolean() })),
});
export type Today = z.infer<typeof Today>;

export const TodayInput = z.object({});
