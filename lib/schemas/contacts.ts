import { z } from "zod";

import { atMost, Audience, Count, Id, Instant, line, page, PageInput, ShownLine } from "./common.ts";

export const EmailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, atMost(254))
  .pipe(z.email("Not an e-mail address."));

const emails = z
  .array(EmailAddress)
  .max(20, "At most 20 addresses.")
  .refine((list) => new Set(list).size === list.length, "An address stands here twice.");

/** E.164, also as people write it: +49 (30) 123-4567. */
export const PhoneNumber = z
  .string()
  .max(40, atMost(40))
  .transform((text) => text.replaceAll(/[\s().\-/]/g, "").replace(/^00/, "+"))
  .pipe(
    z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, "Not a phone number. Begin with + and the country, like +49 30 1234567."),
  );

export const CreateContactInput = z.strictObject({
  displayName: line(200),
  /** The first one becomes the primary address. */
  emails: emails.optional(),
  title: line(200).nullish(),
  companyId: Id.nullish(),
});
export type CreateContactInput = z.input<typeof CreateContactInput>;

export const UpdateContactInput = z.strictObject({
  id: Id,
  displayName: line(200).optional(),
  /** Replaces all addresses. */
  emails: emails.optional(),
  /** Replaces all numbers. */
  phones: z
    .array(PhoneNumber)
    .max(10, "At most 10 numbers.")
    .transform((list) => [...new Set(list)])
    .optional(),
  title: line(200).nullish(),
  companyId: Id.nullish(),
  /** Refuses with `stale` when the contact is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateContactInput = z.input<typeof UpdateContactInput>;

export const DeleteContactInput = z.strictObject({
  id: Id,
  /** Also ignores its addresses, so that mail makes no contact of them again. */
  ignore: z.boolean().optional(),
});
export type DeleteContactInput = z.input<typeof DeleteContactInput>;

export const Contact = z.object({
  id: Id,
  displayName: z.string(),
  primaryEmail: z.string().nullable(),
  emails: z.array(z.string()),
  /** E.164. */
  phones: z.array(z.string()),
  title: z.string().nullable(),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  ownerId: Id,
  /** Null where they have no profile here. */
  ownerName: z.string().nullable(),
  audience: Audience,
  origin: z.enum(["person", "sync"]),
  tags: z.array(z.object({ id: Id, name: z.string(), color: z.string() })),
  firstInteractionAt: Instant.nullable(),
  lastInteractionAt: Instant.nullable(),
  inboundCount: z.int(),
  outboundCount: z.int(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Contact = z.infer<typeof Contact>;

export const ListContactsInput = PageInput.extend({
  sort: z.enum(["name", "recent", "lastInteraction"]).default("name"),
  companyId: Id.optional(),
  tagId: Id.optional(),
  ownerId: Id.optional(),
  /** Only those whom something was last exchanged with longer ago than this many days. */
  quietDays: z.coerce.number().int().min(1).max(3650).optional(),
  deleted: z.enum(["true", "false"]).default("false"),
  /** Also how many there are, with whatever narrows the list. */
  count: z.enum(["true", "false"]).default("false"),
});
export type ListContactsInput = z.input<typeof ListContactsInput>;

export const ContactListItem = z.object({
  id: Id,
  displayName: z.string(),
  primaryEmail: z.string().nullable(),
  title: z.string().nullable(),
  companyId: Id.nullable(),
  companyName: z.string().nullable(),
  ownerId: Id,
  /** Null where they have no profile here. */
  ownerName: z.string().nullable(),
  lastInteractionAt: Instant.nullable(),
  interactionCount: z.int(),
});
export const ContactPage = page(ContactListItem).extend({
  /** Where it was asked for. */
  count: Count.optional(),
});
export type ContactPage = z.infer<typeof ContactPage>;

const EntryKind = z.enum(["email", "meeting", "note", "task"]);

export const TimelineInput = PageInput.extend({
  id: Id,
  /** All when left out. */
  kinds: z.array(EntryKind).min(1).max(4).optional(),
});
export type TimelineInput = z.input<typeof TimelineInput>;

export const TimelineEntry = z.object({
  id: Id,
  kind: EntryKind,
  at: Instant,
  /** YYYY-MM-DD of a meeting that takes whole days, by its own calendar; `at` is its first instant there. */
  startDate: z.string().nullable(),
  direction: z.enum(["inbound", "outbound"]).nullable(),
  /** Null where the owner of the mailbox shares no contents. */
  subject: ShownLine.nullable(),
  text: z.string().nullable(),
  from: z.object({ name: ShownLine.nullable(), address: z.string() }).nullable(),
  threadId: Id.nullable(),
  attachmentCount: z.int(),
});
export const TimelinePage = page(TimelineEntry);
export type TimelinePage = z.infer<typeof TimelinePage>;
