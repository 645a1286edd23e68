import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { bytes, changePart, crm, instant, tenantTable } from "./tenant.ts";

export const changeSetKinds = ["edit", "sync", "revert", "system"] as const;

/** One thing that somebody did. Written by app.open_change_set and app.seal_change_set alone. */
export const changeSets = tenantTable(
  "change_sets",
  { kind: "operational", writers: {} },
  {
    userId: uuid("user_id").notNull(),
    operation: text("operation").notNull(),
    kind: text("kind", { enum: changeSetKinds }).notNull(),
    status: text("status", { enum: ["open", "sealed"] }).notNull(),
    /** user, assistant, job, automation, apiKey, mcp or system, with its ids. */
    actor: jsonb("actor").notNull(),
    /** Why: proposal, job, batch, the chat message; ids only. */
    reason: jsonb("reason").notNull(),
    requestId: text("request_id").notNull(),
    itemCount: integer("item_count").notNull().default(0),
    revertsId: uuid("reverts_id"),
    /** Where it takes back one part of that set alone: the set itself stands. */
    revertsPart: smallint("reverts_part"),
    revertedById: uuid("reverted_by_id"),
    sealedAt: instant("sealed_at"),
  },
  (t) => [
    index("change_sets_recent_idx").on(t.workspaceId, t.id.desc().nullsFirst()),
    index("change_sets_reverts_idx").on(t.workspaceId, t.revertsId),
    index("change_sets_job_idx")
      .on(t.workspaceId, sql`(actor ->> 'jobId')`)
      .where(sql`actor ->> 'kind' = 'job'`),
    // A part that is taken back is not taken back once more.
    uniqueIndex("change_sets_reverts_part_key")
      .on(t.workspaceId, t.revertsId, t.revertsPart)
      .where(sql`${t.revertsPart} is not null and ${t.revertedById} is null`),
  ],
);

export const changeItemSeq = crm.sequence("change_item_seq");

/**
 * One row changed (ledgered tables) or one statement (derived ones, with row_count). Written by triggers alone.
 * Erasing a payload clears before, after and salt; the digest stays as evidence.
 */
export const changeItems = tenantTable(
  "change_items",
  { kind: "operational", visibility: "audience", writers: {} },
  {
    changeSetId: uuid("change_set_id").notNull(),
    seq: bigint("seq", { mode: "bigint" }).notNull(),
    tableName: text("table_name").notNull(),
    rowId: uuid("row_id"),
    op: text("op", { enum: ["I", "U", "D"] }).notNull(),
    before: jsonb("before"),
    after: jsonb("after"),
    version: integer("version"),
    rowCount: integer("row_count").notNull().default(1),
    part: changePart(),
    ownerId: uuid("owner_id"),
    audience: text("audience").notNull().default("workspace"),
    salt: uuid("salt"),
    digest: bytes("digest").notNull(),
    erasedAt: instant("erased_at"),
  },
  (t) => [
    index("change_items_set_idx").on(t.workspaceId, t.changeSetId, t.seq),
    index("change_items_row_idx")
      .on(t.workspaceId, t.rowId, t.seq.desc().nullsFirst())
      .where(sql`${t.rowId} is not null`),
  ],
);

/** A write that waits for a person: the stored calls, what they aim at, the person's edits, and what came of it. */
export const proposals = tenantTable(
  "proposals",
  { kind: "operational", visibility: "own", writers: { insert: "member", update: "member" } },
  {
    userId: uuid("user_id").notNull(),
    status: text("status", { enum: ["waiting", "done", "rejected", "failed"] })
      .notNull()
      .default("waiting"),
    /** Ordered calls: { operation, input, targets: [{ table, id, version }], edits? }. */
    steps: jsonb("steps").notNull(),
    source: jsonb("source").notNull(),
    /** Untrusted excerpts that led to it: shown, never run. */
    excerpts: jsonb("excerpts")
      .notNull()
      .default(sql`'[]'::jsonb`),
    /** The same tool call or request proposes once. */
    sourceKey: text("source_key").notNull(),
    outcome: jsonb("outcome"),
    changeSetId: uuid("change_set_id"),
    decidedBy: uuid("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("proposals_status_idx").on(t.workspaceId, t.userId, t.status, t.id.desc().nullsFirst()),
    // By user, because a key sees past policies: nobody may collide with what another user proposed.
    uniqueIndex("proposals_source_key").on(t.workspaceId, t.userId, t.sourceKey),
    index("proposals_change_set_idx").on(t.workspaceId, t.changeSetId),
  ],
);
