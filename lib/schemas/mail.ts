import { z } from "zod";

import { Id, Instant, line, text } from "./common.ts";
import { EmailAddress } from "./contacts.ts";
import { EffectStarted } from "./effects.ts";

const recipientsMax = 50;

/** The parts of a mail that goes out. What an answer leaves out comes from the mail that it answers. */
export const SendMailInput = z
  .strictObject({
    /** Written to by their first address. */
    contactId: Id.optional(),
    to: z.array(EmailAddress).max(recipientsMax).optional(),
    cc: z.array(EmailAddress).max(recipientsMax).optional(),
    subject: line(300).optional(),
    body: text(50_000),
    /** The mail that it answers, in whose thread it then stands. */
    inReplyToInteractionId: Id.optional(),
    /** Whose mailbox; the caller's only Google account where it is left out. */
    connectionId: Id.optional(),
  })
  .refine(
    ({ contactId, to = [], inReplyToInteractionId }) =>
      contactId !== undefined || to.length > 0 || inReplyToInteractionId !== undefined,
    { path: ["to"], message: "Say who the mail is for." },
  )
  .refine(
    ({ subject, inReplyToInteractionId }) => subject !== undefined || inReplyToInteractionId !== undefined,
    { path: ["subject"], message: "Give it a subject." },
  );
export type SendMailInput = z.input<typeof SendMailInput>;

/** It waits until then, and can be called back. */
export const MailHeld = EffectStarted.extend({ heldUntil: Instant });

/** The effectId that mail.send answered. */
export const SentMailInput = z.strictObject({ id: Id });

export const SentMail = z.object({
  id: Id,
  /** `held` while it can be called back; `sent` once Gmail has said so. */
  state: z.enum(["held", "sending", "sent", "failed", "calledBack"]),
  heldUntil: Instant.nullable(),
  from: z.string(),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  /** What stood against it at the last attempt. */
  error: z.string().nullable(),
  jobId: Id.nullable(),
});
export type SentMail = z.infer<typeof SentMail>;

/** Whose mails to look for: a contact, an address, or who wrote a mail. */
export const VoiceInput = z
  .strictObject({
    contactId: Id.optional(),
    address: EmailAddress.optional(),
    interactionId: Id.optional(),
  })
  .refine((input) => Object.values(input).filter((value) => value !== undefined).length === 1, {
    path: ["contactId"],
    message: "Name one: contactId, address or interactionId.",
  });

/** What the person wrote to somebody, newest first. */
export const Voice = z.object({
  contactId: Id.nullable(),
  address: z.string().nullable(),
  interactionId: Id.nullable(),
  items: z
    .array(
      z.object({
        id: Id,
        threadId: Id,
        occurredAt: Instant,
        subject: z.string().nullable(),
        text: z.string(),
      }),
    )
    .max(5),
});
export type Voice = z.infer<typeof Voice>;

export const ArchiveMailInput = z.strictObject({
  /** The conversation. */
  threadId: Id,
});

/** A label's own name, as Gmail shows it; those of the mailbox itself, like INBOX or TRASH, are none. */
const LabelName = line(200).refine(
  (name) => !/^(inbox|sent|draft|drafts|trash|spam|unread|starred|important|chat|category_\w+)$/i.test(name),
  "This is one of Gmail's own places. Choose a label of yours.",
);

export const LabelMailInput = z
  .strictObject({
    threadId: Id,
    /** Made where there is none of that name. */
    add: z.array(LabelName).max(10).optional(),
    remove: z.array(LabelName).max(10).optional(),
  })
  .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, {
    path: ["add"],
    message: "Name a label.",
  });
export type LabelMailInput = z.input<typeof LabelMailInput>;

/** With the change set that takes it back. */
export const LabelsStarted = EffectStarted.extend({ changeSetId: Id.nullable() });
