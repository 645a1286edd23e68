import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { changePart, instant, ledgeredColumns, tenantTable } from "./tenant.ts";

/** `workspace_id` equals `id`, so that a workspace is a row of its own tenant like any other. */
export const workspaces = tenantTable(
  "workspaces",
  { kind: "ledgered", writers: { update: "admin" } },
  {
    name: text("name").notNull(),
    /** The sign-up it was made for; one each, which makes provisioning idempotent. */
    createdFor: uuid("created_for").notNull(),
    /** What models are asked and answer is kept for a while, redacted: for who wants to know later why. */
    keepModelBodies: boolean("keep_model_bodies").notNull().default(false),
    ...ledgeredColumns,
  },
  (t) => [
    unique("workspaces_created_for_key").on(t.createdFor),
    check("workspaces_is_own_tenant", sql`${t.id} = ${t.workspaceId}`),
  ],
);

export const members = tenantTable(
  "members",
  { kind: "ledgered", writers: { insert: "admin", update: "admin", delete: "admin" } },
  {
    userId: uuid("user_id").notNull(),
    role: text("role", { enum: ["owner", "admin", "member", "viewer"] }).notNull(),
    ...ledgeredColumns,
  },
  (t) => [
    unique("members_user_key").on(t.workspaceId, t.userId),
    index("members_user_idx").on(t.userId),
    check("members_role_check", sql`${t.role} in ('owner', 'admin', 'member', 'viewer')`),
  ],
);

export const profiles = tenantTable(
  "profiles",
  { kind: "ledgered", writers: { insert: "self", update: "self" } },
  {
    userId: uuid("user_id").notNull(),
    email: text("email").notNull(),
    displayName: text("display_name").notNull(),
    timeZone: text("time_zone").notNull().default("UTC"),
    ...ledgeredColumns,
  },
  (t) => [unique("profiles_user_key").on(t.workspaceId, t.userId)],
);

/** Only the SHA-256 of a key is kept; `prefix` is what people see. */
export const apiKeys = tenantTable(
  "api_keys",
  { kind: "operational", visibility: "ownOrAdmin", writers: { insert: "self", update: "anyMember" } },
  {
    userId: uuid("user_id").notNull(),
    name: text("name").notNull(),
    prefix: text("prefix").notNull(),
    keyHash: text("key_hash").notNull(),
    scopes: text("scopes").array().notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    lastUsedAt: instant("last_used_at"),
  },
  (t) => [
    unique("api_keys_prefix_key").on(t.workspaceId, t.prefix),
    index("api_keys_prefix_idx").on(t.prefix),
    index("api_keys_user_idx").on(t.workspaceId, t.userId, t.id),
  ],
);

/** An answer kept so that a repeated request gets it again instead of acting twice. */
export const idempotencyKeys = tenantTable(
  "idempotency_keys",
  {
    kind: "operational",
    visibility: "own",
    writers: { insert: "anyMember", update: "anyMember", delete: "anyMember" },
  },
  {
    userId: uuid("user_id").notNull(),
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    response: jsonb("response"),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    unique("idempotency_keys_key").on(t.workspaceId, t.userId, t.operation, t.key),
    index("idempotency_keys_expiry_idx").on(t.expiresAt),
  ],
);

/** What leaves the house, recorded before the worker performs it once under `key`. */
export const effects = tenantTable(
  "effects",
  { kind: "operational", visibility: "own", writers: { insert: "member", update: "member" } },
  {
    userId: uuid("user_id").notNull(),
    operation: text("operation").notNull(),
    key: text("key").notNull(),
    status: text("status", { enum: ["waiting", "done", "failed", "cancelled"] })
      .notNull()
      .default("waiting"),
    request: jsonb("request").notNull(),
    response: jsonb("response"),
    changeSetId: uuid("change_set_id"),
    part: changePart(),
    attempts: integer("attempts").notNull().default(0),
    /** Of what cannot be taken back once it is done: until then nobody begins it, so that it can be called back. */
    heldUntil: instant("held_until"),
    /** Since when it may have been done outside: from here on it cannot be called back. */
    begunAt: instant("begun_at"),
    settledAt: instant("settled_at"),
  },
  (t) => [
    unique("effects_key").on(t.workspaceId, t.key),
    index("effects_change_set_idx").on(t.workspaceId, t.changeSetId),
  ],
);
