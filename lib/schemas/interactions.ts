import { z } from "zod";

import { Cursor, Id, Instant, line, page, PageInput, ShownLine } from "./common.ts";

/** An instant, or a day (YYYY-MM-DD), which means its beginning in UTC. */
const Moment = z.union([Instant, z.iso.date()]);

const Person = z.object({
  /** Null where the address belongs to no contact that you see. */
  contactId: Id.nullable(),
  name: ShownLine.nullable(),
  address: z.string(),
});
export type Person = z.infer<typeof Person>;

const Direction = z.enum(["inbound", "outbound"]);

export const ListThreadsInput = PageInput.extend({
  /**
   * inbox: not archived at Gmail. waiting: their last mail is from a person to you, older than two days and unanswered.
   * people: no newsletters.
   */
  filter: z.enum(["all", "inbox", "waiting", "people"]).default("all"),
  contactId: Id.optional(),
  /** Words that a mail of the thread holds. */
  text: line(200).optional(),
});
export type ListThreadsInput = z.input<typeof ListThreadsInput>;

export const ThreadListItem = z.object({
  id: Id,
  /** Null where the owner of the mailbox shares no contents. */
  subject: ShownLine.nullable(),
  snippet: ShownLine.nullable(),
  lastAt: Instant,
  messageCount: z.int(),
  /** At most four, who wrote last first, without the mailbox's owner. */
  participants: z.array(Person),
  lastDirection: Direction,
  waiting: z.boolean(),
  hasAttachments: z.boolean(),
  /** As the mailbox has it: one of its mails is unread, or starred. */
  unread: z.boolean(),
  starred: z.boolean(),
});
export type ThreadListItem = z.infer<typeof ThreadListItem>;

/** A page may hold fewer rows than asked for, and be followed by more all the same. */
export const ThreadPage = page(ThreadListItem);
export type ThreadPage = z.infer<typeof ThreadPage>;

const Participant = Person.extend({
  role: z.enum(["from", "sender", "reply_to", "to", "cc", "bcc", "organizer", "attendee"]),
  /** To a meeting. */
  response: z.enum(["accepted", "declined", "tentative", "waiting"]).nullable(),
});

const Attachment = z.object({
  /** Its place in the mail, from 0: /api/mail/{id}/attachments/{index}. */
  index: z.int(),
  fileName: ShownLine.nullable(),
  contentType: z.string(),
  byteSize: z.int(),
  /** Shown inside the mail. */
  inline: z.boolean(),
});

const Meeting = z.object({
  startAt: Instant,
  endAt: Instant,
  /** YYYY-MM-DD for a whole day, end exclusive. */
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  timeZone: z.string(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  isSeries: z.boolean(),
  location: ShownLine.nullable(),
  conferenceUrl: z.string().nullable(),
});

export const Interaction = z.object({
  id: Id,
  threadId: Id,
  kind: z.enum(["email", "meeting"]),
  direction: Direction,
  senderKind: z.enum(["own", "person", "newsletter", "automated", "list"]),
  occurredAt: Instant,
  /** False where the owner of the mailbox shares no contents: subject and texts are null then. */
  readable: z.boolean(),
  subject: ShownLine.nullable(),
  snippet: ShownLine.nullable(),
  /** The sender's own words; of a meeting its description. */
  body: z.string().nullable(),
  quoted: z.string().nullable(),
  signature: z.string().nullable(),
  /** The texts were too long for this answer; interactions.get has them whole. */
  cut: z.boolean(),
  from: Person.nullable(),
  /** At most fifty. */
  participants: z.array(Participant),
  participantCount: z.int(),
  attachments: z.array(Attachment),
  warnings: z.array(z.string()),
  meeting: Meeting.nullable(),
  /** Where it came from. */
  sources: z.array(z.object({ connectionId: Id, provider: z.string(), label: z.string(), batchId: Id })),
});
export type Interaction = z.infer<typeof Interaction>;

export const GetThreadInput = z.object({
  id: Id,
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const Thread = page(Interaction).extend({
  id: Id,
  kind: z.enum(["mail", "event"]),
  subject: ShownLine.nullable(),
  messageCount: z.int(),
  firstAt: Instant.nullable(),
  lastAt: Instant.nullable(),
  /** It came in by Gmail and stands in the inbox there no more. */
  archived: z.boolean(),
  /** Of your own at Gmail, by name; none of the mailboxes of others. */
  labels: z.array(ShownLine),
});
export type Thread = z.infer<typeof Thread>;

export const SearchInteractionsInput = z.object({
  /** Words that must all occur; "exact words" in quotes, -without, or. */
  text: line(200).optional(),
  contactId: Id.optional(),
  kind: z.enum(["email", "meeting"]).optional(),
  /** inbound: received by the mailbox. */
  direction: Direction.optional(),
  since: Moment.optional(),
  until: Moment.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
});
export type SearchInteractionsInput = z.input<typeof SearchInteractionsInput>;

export const InteractionHit = z.object({
  id: Id,
  threadId: Id,
  kind: z.enum(["email", "meeting"]),
  direction: Direction,
  subject: ShownLine.nullable(),
  snippet: ShownLine.nullable(),
  occurredAt: Instant,
  from: Person.nullable(),
  /** At most ten. */
  to: z.array(Person),
});
export const InteractionHits = z.object({ items: z.array(InteractionHit) });
export type InteractionHits = z.infer<typeof InteractionHits>;
