import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { instant, ledgeredColumns, tenantTable, within } from "./tenant.ts";

/** One request to a provider: reserved before it, settled or released after. Money in millionths of a US dollar. */
export const modelUsage = tenantTable(
  "model_usage",
  { kind: "operational", visibility: "ownOrAdmin", writers: { insert: "self", update: "self" } },
  {
    userId: uuid("user_id").notNull(),
    /** YYYY-MM-DD in UTC. */
    day: text("day").notNull(),
    useCase: text("use_case").notNull(),
    provider: text("provider").notNull().default(""),
    model: text("model").notNull(),
    promptVersion: text("prompt_version"),
    turnId: uuid("turn_id"),
    automationId: uuid("automation_id"),
    status: text("status", { enum: ["reserved", "settled", "released"] }).notNull(),
    /** What became of it; null while it runs. */
    outcome: text("outcome", { enum: ["answered", "failed", "cut", "stopped"] }),
    error: text("error"),
    reservedMicros: bigint("reserved_micros", { mode: "number" }).notNull(),
    costMicros: bigint("cost_micros", { mode: "number" }).notNull().default(0),
    /** False where nobody knows the price: the cost is then what budgets hold it to. */
    priced: boolean("priced").notNull().default(true),
    /** Answered from what an exact repeat was answered before: no provider was asked. */
    reused: boolean("reused").notNull().default(false),
    inputTokens: integer("input_tokens").notNull().default(0),
    cachedInputTokens: integer("cached_input_tokens").notNull().default(0),
    outputTokens: integer("output_tokens").notNull().default(0),
    firstTokenMs: integer("first_token_ms"),
    totalMs: integer("total_ms"),
    /** What it called: [{ id, name }]. */
    toolCalls: jsonb("tool_calls")
      .notNull()
      .default(sql`'[]'::jsonb`),
    /** Paths of the records that stood in what it was sent. */
    readRecords: jsonb("read_records")
      .notNull()
      .default(sql`'[]'::jsonb`),
    settledAt: instant("settled_at"),
  },
  (t) => [
    index("model_usage_day_idx").on(t.workspaceId, t.day),
    index("model_usage_turn_idx").on(t.workspaceId, t.turnId),
  ],
);

/** What was sent and answered, redacted; only where the workspace wants it kept, and for a while. */
export const modelBodies = tenantTable(
  "model_bodies",
  { kind: "operational", visibility: "own", writers: { insert: "self" } },
  {
    userId: uuid("user_id").notNull(),
    usageId: uuid("usage_id").notNull(),
    request: jsonb("request").notNull(),
    response: jsonb("response").notNull(),
  },
  (t) => [
    unique("model_bodies_usage_key").on(t.workspaceId, t.usageId),
    index("model_bodies_age_idx").on(t.createdAt),
    within("model_bodies_usage_fkey", [t.workspaceId, t.usageId], modelUsage),
  ],
);

/**
 * What a model answered, for exact repeats: by the digest of all that it was sent. Each person's own, because it tells of what
 * they may read; forgotten when it was not asked for again in a while.
 */
export const modelResults = tenantTable(
  "model_results",
  { kind: "operational", visibility: "own", writers: { insert: "self", update: "self" } },
  {
    userId: uuid("user_id").notNull(),
    /** SHA-256, hex. */
    digest: text("digest").notNull(),
    model: text("model").notNull(),
    value: jsonb("value").notNull(),
    usedAt: instant("used_at")
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    unique("model_results_digest_key").on(t.workspaceId, t.userId, t.digest),
    index("model_results_used_idx").on(t.usedAt),
  ],
);

export const budgetScopes = ["workspace", "member", "useCase", "automation"] as const;
export const budgetPeriods = ["day", "month"] as const;

/** What may be spent on models: by everybody together, by each or one member, for a use case, by an automation. */
export const budgetLimits = tenantTable(
  "budget_limits",
  { kind: "ledgered", writers: { insert: "owner", update: "owner", delete: "owner" } },
  {
    scope: text("scope", { enum: budgetScopes }).notNull(),
    /** Whose: a user's or automation's id, a use case; empty for the workspace, and for each one that has none of its own. */
    subject: text("subject").notNull().default(""),
    period: text("period", { enum: budgetPeriods }).notNull(),
    limitMicros: bigint("limit_micros", { mode: "number" }).notNull(),
    ...ledgeredColumns,
  },
  (t) => [unique("budget_limits_key").on(t.workspaceId, t.scope, t.subject, t.period)],
);

/** What was spent and is set aside in one day or month; the limits are checked against it by the statement that raises it. */
export const budgetCounters = tenantTable(
  "budget_counters",
  { kind: "operational", writers: { insert: "anyMember", update: "anyMember" } },
  {
    scope: text("scope", { enum: budgetScopes }).notNull(),
    subject: text("subject").notNull().default(""),
    period: text("period", { enum: budgetPeriods }).notNull(),
    /** The first day of it, YYYY-MM-DD in UTC. */
    starts: text("starts").notNull(),
    reservedMicros: bigint("reserved_micros", { mode: "number" }).notNull().default(0),
    spentMicros: bigint("spent_micros", { mode: "number" }).notNull().default(0),
  },
  (t) => [unique("budget_counters_key").on(t.workspaceId, t.scope, t.subject, t.period, t.starts)],
);
