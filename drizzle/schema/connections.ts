import { sql } from "drizzle-orm";
import { index, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { connections } from "./people.ts";
import { syncSources } from "./sync.ts";
import { audienceColumns, bytes, instant, tenantTable, within } from "./tenant.ts";

/** Tokens of a provider, encrypted; no role but the system login reaches them. */
export const connectionSecrets = tenantTable(
  "connection_secrets",
  { kind: "operational", visibility: "system" },
  {
    userId: uuid("user_id").notNull(),
    connectionId: uuid("connection_id").notNull(),
    provider: text("provider", { enum: ["google"] }).notNull(),
    /** Which key of the ring encrypted it. */
    keyId: text("key_id").notNull(),
    /** AES-256-GCM: nonce, ciphertext, tag. */
    sealed: bytes("sealed").notNull(),
    /** Of the access token within. */
    expiresAt: instant("expires_at"),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [
    unique("connection_secrets_connection_key").on(t.workspaceId, t.connectionId),
    within("connection_secrets_connection_fkey", [t.workspaceId, t.connectionId], connections).onDelete(
      "cascade",
    ),
  ],
);

/** How far a connection is in step with its provider, per source; beside the connection, which people edit. */
export const syncCursors = tenantTable(
  "sync_cursors",
  { kind: "operational", visibility: "audience" },
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    source: text("source", { enum: syncSources }).notNull(),
    /** The calendar's id; empty for mail. */
    part: text("part").notNull().default(""),
    /** Gmail's history id or the calendar's sync token; null before the first import. */
    cursor: text("cursor"),
    /** The standing rule that was approved with the first import. */
    rule: jsonb("rule"),
    /** The rule that its owner took back: what came by it stays, and it may be given again. */
    revokedRule: jsonb("revoked_rule"),
    /** What the provider refused at last, in words. */
    error: jsonb("error"),
    syncedAt: instant("synced_at"),
    /** When the provider was last asked, whatever it said; what was pushed after that is still to be brought. */
    checkedAt: instant("checked_at"),
    pushedAt: instant("pushed_at"),
    nextSyncAt: instant("next_sync_at"),
    /** Until when the provider tells of changes by itself; null where it does not. */
    watchExpiresAt: instant("watch_expires_at"),
    /** Of a calendar's channel: its id is ours, the resource's is Google's, of the token only the SHA-256 is kept. */
    watchChannelId: text("watch_channel_id"),
    watchResourceId: text("watch_resource_id"),
    watchTokenDigest: text("watch_token_digest"),
    /** Why the provider does not tell of changes, in words. */
    watchError: jsonb("watch_error"),
  },
  (t) => [
    unique("sync_cursors_part_key").on(t.workspaceId, t.connectionId, t.source, t.part),
    index("sync_cursors_owner_idx").on(t.workspaceId, t.ownerId),
    index("sync_cursors_due_idx")
      .on(t.nextSyncAt)
      .where(sql`cursor is not null and rule is not null`),
    index("sync_cursors_watch_idx")
      .on(t.watchExpiresAt)
      .where(sql`cursor is not null and rule is not null`),
    index("sync_cursors_channel_idx")
      .on(t.watchChannelId)
      .where(sql`watch_channel_id is not null`),
    within("sync_cursors_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);
