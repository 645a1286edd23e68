import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { connections } from "./people.ts";
import { audienceColumns, bytes, instant, tenantTable, within } from "./tenant.ts";

export const syncSources = ["file", "gmail", "calendar"] as const;
export const removedReasons = ["trash", "spam", "draft", "deleted"] as const;

const owned = { kind: "operational", visibility: "audience" } as const;

/**
 * A file as it was uploaded, until it is imported, taken back or forgotten. One that goes straight to Storage has its
 * row before its bytes, and its connection once it is said to be there.
 */
export const uploads = tenantTable(
  "uploads",
  owned,
  {
    ...audienceColumns,
    connectionId: uuid("connection_id"),
    storageKey: text("storage_key").notNull(),
    fileName: text("file_name").notNull(),
    /** Whose mailbox it was said to be, while the bytes are on their way. */
    mailbox: text("mailbox").array(),
    /**
     * gzip is seen through; an archive of mail is a kind of its own, and one of calendars alone (zip_ics), which its first
     * preview tells. Null until the bytes have arrived.
     */
    fileKind: text("file_kind", { enum: ["mbox", "eml", "emlx", "zip", "ics", "zip_ics"] }),
    /** As announced until the bytes have arrived, then checked. */
    byteSize: bigint("byte_size", { mode: "number" }).notNull(),
    digest: text("digest"),
    receivedAt: instant("received_at"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    unique("uploads_connection_key").on(t.workspaceId, t.connectionId),
    within("uploads_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);

export const previews = tenantTable(
  "previews",
  owned,
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    source: text("source", { enum: syncSources }).notNull().default("file"),
    jobId: uuid("job_id"),
    status: text("status", { enum: ["pending", "ready", "failed"] })
      .notNull()
      .default("pending"),
    /** What the person chose to look at; another choice is another preview. */
    controls: jsonb("controls").notNull(),
    /** What was unticked since; null where nothing was. Fixed by the approval. */
    selection: jsonb("selection"),
    counts: jsonb("counts"),
    /** Charts and samples; cleared when the import is taken back. */
    result: jsonb("result"),
    /** For its selection and import alone: messages by what they can be chosen by, and whom the owner wrote to. */
    facts: jsonb("facts"),
    /** SHA-256 over file, controls and decisions: an approval binds to it. */
    hash: text("hash"),
    error: jsonb("error"),
  },
  (t) => [
    index("previews_connection_idx").on(t.workspaceId, t.connectionId, t.id.desc().nullsFirst()),
    within("previews_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);

/** A person or company that an import would create, one it knows, or a sender it leaves out, each with why. */
export const previewItems = tenantTable(
  "preview_items",
  owned,
  {
    ...audienceColumns,
    previewId: uuid("preview_id").notNull(),
    kind: text("kind", { enum: ["person", "company", "known", "left_out"] }).notNull(),
    seq: integer("seq").notNull(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    why: text("why").notNull(),
    detail: jsonb("detail").notNull(),
  },
  (t) => [
    index("preview_items_key_idx").on(t.workspaceId, t.previewId, t.kind, t.key),
    unique("preview_items_seq_key").on(t.workspaceId, t.previewId, t.kind, t.seq),
    within("preview_items_preview_fkey", [t.workspaceId, t.previewId], previews).onDelete("cascade"),
  ],
);

/** What a provider listed for a preview, page by page as it came, so that the import needs no second listing. */
export const previewPages = tenantTable(
  "preview_pages",
  owned,
  {
    ...audienceColumns,
    previewId: uuid("preview_id").notNull(),
    seq: integer("seq").notNull(),
    /** Newest first. */
    itemIds: text("item_ids").array().notNull(),
    /** What was read of some of them, by item id; cleared with the import. */
    details: jsonb("details")
      .notNull()
      .default(sql`'{}'::jsonb`),
  },
  (t) => [
    unique("preview_pages_seq_key").on(t.workspaceId, t.previewId, t.seq),
    within("preview_pages_preview_fkey", [t.workspaceId, t.previewId], previews).onDelete("cascade"),
  ],
);

export const syncBatches = tenantTable(
  "sync_batches",
  owned,
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    source: text("source", { enum: syncSources }).notNull().default("file"),
    /** Null for what came later, under the rule that was approved with a preview. */
    previewId: uuid("preview_id"),
    jobId: uuid("job_id"),
    changeSetId: uuid("change_set_id"),
    undoChangeSetId: uuid("undo_change_set_id"),
    undoJobId: uuid("undo_job_id"),
    status: text("status", {
      enum: ["queued", "running", "done", "failed", "cancelled", "undoing", "undone"],
    })
      .notNull()
      .default("queued"),
    total: integer("total").notNull().default(0),
    stored: integer("stored").notNull().default(0),
    skipped: integer("skipped").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    contacts: integer("contacts").notNull().default(0),
    companies: integer("companies").notNull().default(0),
    skippedBy: jsonb("skipped_by")
      .notNull()
      .default(sql`'{}'::jsonb`),
    /** Where the import continues: { offset, ordinal } in the decompressed file, { page, index } of a listing. */
    cursor: jsonb("cursor")
      .notNull()
      .default(sql`'{"offset":0,"ordinal":0}'::jsonb`),
    /** After undo: what somebody changed since and so was kept, [{ table, id, name, why }]. */
    kept: jsonb("kept")
      .notNull()
      .default(sql`'[]'::jsonb`),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    unique("sync_batches_preview_key").on(t.workspaceId, t.previewId),
    index("sync_batches_connection_idx").on(t.workspaceId, t.connectionId, t.id.desc().nullsFirst()),
    index("sync_batches_change_set_idx").on(t.workspaceId, t.changeSetId),
    index("sync_batches_job_idx").on(t.workspaceId, t.jobId),
    index("sync_batches_undo_job_idx")
      .on(t.workspaceId, t.undoJobId)
      .where(sql`undo_job_id is not null`),
    index("sync_batches_recent_idx").on(t.workspaceId, t.ownerId, t.id.desc().nullsFirst()),
    within("sync_batches_connection_fkey", [t.workspaceId, t.connectionId], connections),
    within("sync_batches_preview_fkey", [t.workspaceId, t.previewId], previews),
  ],
);

/** One item of a provider as it came: bytes untouched, compressed. What was skipped keeps its reason here. */
export const rawEvents = tenantTable(
  "raw_events",
  // What was said stands in it whole: whoever sees metadata alone sees none of it.
  { kind: "operational", visibility: "contents" },
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    batchId: uuid("batch_id").notNull(),
    /** Mail and calendar of an account are two sources of one connection. */
    source: text("source", { enum: syncSources }).notNull().default("file"),
    /** The provider's id; for a file the ordinal of the message in it. */
    providerItemId: text("provider_item_id").notNull(),
    messageKey: text("message_key"),
    interactionId: uuid("interaction_id"),
    status: text("status", { enum: ["stored", "skipped", "failed"] }).notNull(),
    reason: text("reason"),
    byteSize: bigint("byte_size", { mode: "number" }).notNull(),
    encoding: text("encoding", { enum: ["none", "zstd"] })
      .notNull()
      .default("none"),
    payload: bytes("payload"),
    /** Of what failed: what went wrong, in words. */
    error: text("error"),
    /** The day it counts for: when Gmail received it, when the event begins, in a file the mail's own date. */
    itemAt: instant("item_at"),
    /** Gmail's, by id, as they stand there: UNREAD, STARRED, INBOX, own labels. */
    labels: text("labels")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    providerThreadId: text("provider_thread_id"),
    /** Since when it is off timelines and lists; its bytes stay, so that it can come back. */
    removedAt: instant("removed_at"),
    /** Where the provider has it meanwhile. Without removed_at somebody took the removal back: it stays here all the same. */
    removedReason: text("removed_reason", { enum: removedReasons }),
    /** The sync's change set that took it off, or brought it back, at last. */
    presenceSetId: uuid("presence_set_id"),
  },
  (t) => [
    unique("raw_events_item_key").on(t.workspaceId, t.connectionId, t.providerItemId),
    // Newest first, as an import is read.
    index("raw_events_batch_idx").on(t.workspaceId, t.batchId, t.itemAt.desc().nullsLast(), t.id.desc()),
    index("raw_events_interaction_idx").on(t.workspaceId, t.interactionId),
    index("raw_events_failed_idx")
      .on(t.workspaceId, t.connectionId, t.id)
      .where(sql`status = 'failed'`),
    // What was stored is found by its interaction.
    index("raw_events_left_out_idx")
      .on(t.workspaceId, t.messageKey)
      .where(sql`status <> 'stored' and message_key is not null`),
    // Counting what is stored of a source, per day.
    // Not by connection first: what is asked for by its item would be looked for through all of its connection.
    index("raw_events_source_day_idx").on(t.workspaceId, t.source, t.connectionId, t.itemAt),
    index("raw_events_presence_idx")
      .on(t.workspaceId, t.presenceSetId)
      .where(sql`presence_set_id is not null`),
    within("raw_events_connection_fkey", [t.workspaceId, t.connectionId], connections),
    within("raw_events_batch_fkey", [t.workspaceId, t.batchId], syncBatches),
  ],
);
