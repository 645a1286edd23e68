import { index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { contacts } from "./people.ts";
import { audienceColumns, instant, tenantTable, within } from "./tenant.ts";

const derived = { kind: "derived", visibility: "audience" } as const;

export const threads = tenantTable(
  "threads",
  derived,
  {
    ...audienceColumns,
    kind: text("kind", { enum: ["mail", "event"] })
      .notNull()
      .default("mail"),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    messageCount: integer("message_count").notNull().default(0),
  },
  (t) => [index("threads_recent_idx").on(t.workspaceId, t.ownerId, t.lastAt.desc(), t.id)],
);

/** Message-IDs and subjects that lead to a thread, also of messages that have not arrived. */
export const threadKeys = tenantTable(
  "thread_keys",
  derived,
  { ...audienceColumns, threadId: uuid("thread_id").notNull(), key: text("key").notNull() },
  (t) => [
    unique("thread_keys_key").on(t.workspaceId, t.ownerId, t.key),
    index("thread_keys_thread_idx").on(t.workspaceId, t.threadId),
    within("thread_keys_thread_fkey", [t.workspaceId, t.threadId], threads).onDelete("cascade"),
  ],
);

/** Who, when and of what kind; what was said is in interaction_contents, with policies of its own. */
export const interactions = tenantTable(
  "interactions",
  derived,
  {
    ...audienceColumns,
    threadId: uuid("thread_id").notNull(),
    kind: text("kind", { enum: ["email", "meeting"] }).notNull(),
    direction: text("direction", { enum: ["inbound", "outbound"] }).notNull(),
    senderKind: text("sender_kind", { enum: ["own", "person", "newsletter", "automated", "list"] }).notNull(),
    occurredAt: instant("occurred_at").notNull(),
    /** The same mail from two sources is one interaction of its owner. */
    messageKey: text("message_key").notNull(),
    batchId: uuid("batch_id").notNull(),
  },
  (t) => [
    unique("interactions_message_key").on(t.workspaceId, t.ownerId, t.messageKey),
    index("interactions_thread_idx").on(t.workspaceId, t.threadId, t.occurredAt),
    index("interactions_batch_idx").on(t.workspaceId, t.batchId),
    index("interactions_recent_idx").on(t.workspaceId, t.occurredAt.desc().nullsFirst(), t.id),
    within("interactions_thread_fkey", [t.workspaceId, t.threadId], threads),
  ],
);

export const interactionParticipants = tenantTable(
  "interaction_participants",
  derived,
  {
    ...audienceColumns,
    interactionId: uuid("interaction_id").notNull(),
    contactId: uuid("contact_id"),
    role: text("role", {
      enum: ["from", "sender", "reply_to", "to", "cc", "bcc", "organizer", "attendee"],
    }).notNull(),
    address: text("address").notNull(),
    name: text("name"),
    /** To a meeting. */
    response: text("response", { enum: ["accepted", "declined", "tentative", "waiting"] }),
    /** Copied from the interaction, so that a contact's timeline is one index scan. */
    occurredAt: instant("occurred_at").notNull(),
  },
  (t) => [
    unique("interaction_participants_key").on(t.workspaceId, t.interactionId, t.role, t.address),
    index("interaction_participants_timeline_idx").on(
      t.workspaceId,
      t.contactId,
      t.occurredAt.desc().nullsFirst(),
      t.interactionId,
    ),
    index("interaction_participants_address_idx").on(t.workspaceId, t.address),
    within(
      "interaction_participants_interaction_fkey",
      [t.workspaceId, t.interactionId],
      interactions,
    ).onDelete("cascade"),
    within("interaction_participants_contact_fkey", [t.workspaceId, t.contactId], contacts),
  ],
);

export const interactionContents = tenantTable(
  "interaction_contents",
  { kind: "derived", visibility: "contents" },
  {
    ...audienceColumns,
    interactionId: uuid("interaction_id").notNull(),
    subject: text("subject").notNull(),
    snippet: text("snippet").notNull(),
    /** The sender's own words; what they quoted and how they signed stand beside. */
    body: text("body").notNull(),
    quoted: text("quoted").notNull(),
    signature: text("signature").notNull(),
    /** [{ fileName, contentType, byteSize }]; the bytes stay in raw_events. */
    attachments: jsonb("attachments").notNull(),
    warnings: text("warnings").array().notNull(),
    /** Of a meeting. */
    location: text("location"),
    conferenceUrl: text("conference_url"),
  },
  (t) => [
    unique("interaction_contents_interaction_key").on(t.workspaceId, t.interactionId),
    within("interaction_contents_interaction_fkey", [t.workspaceId, t.interactionId], interactions).onDelete(
      "cascade",
    ),
  ],
);

/**
 * The subject again, of what the workspace sees no more of than who, when and subject. A trigger on the contents keeps it,
 * so that no writer can forget it; who may read the contents reads them there.
 */
export const interactionSubjects = tenantTable(
  "interaction_subjects",
  { kind: "derived", visibility: "subjects" },
  { ...audienceColumns, interactionId: uuid("interaction_id").notNull(), subject: text("subject").notNull() },
  (t) => [
    unique("interaction_subjects_interaction_key").on(t.workspaceId, t.interactionId),
    within("interaction_subjects_interaction_fkey", [t.workspaceId, t.interactionId], interactions).onDelete(
      "cascade",
    ),
  ],
);

/**
 * Counters and last touch, beside the contact so that mail never raises its version; per owner of the mail, since one's
 * own mailbox tells others nothing.
 */
export const contactStats = tenantTable(
  "contact_stats",
  derived,
  {
    ...audienceColumns,
    contactId: uuid("contact_id").notNull(),
    firstAt: instant("first_at"),
    lastAt: instant("last_at"),
    lastInboundAt: instant("last_inbound_at"),
    lastOutboundAt: instant("last_outbound_at"),
    inboundCount: integer("inbound_count").notNull().default(0),
    outboundCount: integer("outbound_count").notNull().default(0),
  },
  (t) => [
    unique("contact_stats_contact_key").on(t.workspaceId, t.contactId, t.ownerId),
    index("contact_stats_last_idx").on(t.workspaceId, t.lastAt.desc(), t.contactId),
    within("contact_stats_contact_fkey", [t.workspaceId, t.contactId], contacts).onDelete("cascade"),
  ],
);
