import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";

import { instant, tenantTable, within } from "./tenant.ts";

export const jobStatuses = ["queued", "running", "paused", "done", "failed", "cancelled"] as const;

/** Written in the transaction that caused it; the queue carries only the id. */
export const jobs = tenantTable(
  "jobs",
  { kind: "operational", visibility: "ownOrAdmin", writers: { insert: "self", update: "anyMember" } },
  {
    userId: uuid("user_id").notNull(),
    kind: text("kind").notNull(),
    payload: jsonb("payload").notNull(),
    /** At most one unfinished job per kind and key. */
    key: text("key"),
    status: text("status", { enum: jobStatuses }).notNull().default("queued"),
    attempt: integer("attempt").notNull().default(0),
    attemptsMax: integer("attempts_max").notNull(),
    runAt: instant("run_at")
      .notNull()
      .default(sql`now()`),
    deliveredAt: instant("delivered_at"),
    /** Who holds it: a write by a worker whose token is no longer this one is refused. */
    claimToken: uuid("claim_token"),
    leaseUntil: instant("lease_until"),
    /** How often a worker went away with it since its last step: one that always does is given up. */
    takeovers: integer("takeovers").notNull().default(0),
    cancelRequestedAt: instant("cancel_requested_at"),
    // Bytes of a file, among others.
    progressDone: bigint("progress_done", { mode: "number" }).notNull().default(0),
    progressTotal: bigint("progress_total", { mode: "number" }).notNull().default(0),
    result: jsonb("result"),
    error: jsonb("error"),
    changeSetId: uuid("change_set_id"),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    uniqueIndex("jobs_key")
      .on(t.workspaceId, t.kind, t.key)
      .where(sql`status in ('queued', 'running', 'paused')`),
    index("jobs_recent_idx").on(t.workspaceId, t.userId, t.id.desc().nullsFirst()),
    index("jobs_due_idx")
      .on(t.runAt)
      .where(sql`status = 'queued'`),
    index("jobs_lease_idx")
      .on(t.leaseUntil)
      .where(sql`status = 'running'`),
    index("jobs_change_set_idx").on(t.workspaceId, t.changeSetId),
  ],
);

/** One step of a batch; (job, key) is unique, so that a step runs once however often the job does. */
export const jobItems = tenantTable(
  "job_items",
  { kind: "operational", visibility: "ownOrAdmin", writers: { insert: "self", update: "anyMember" } },
  {
    userId: uuid("user_id").notNull(),
    jobId: uuid("job_id").notNull(),
    seq: integer("seq").notNull(),
    key: text("key").notNull(),
    operation: text("operation").notNull(),
    input: jsonb("input").notNull(),
    status: text("status", { enum: ["queued", "done", "failed"] })
      .notNull()
      .default("queued"),
    result: jsonb("result"),
    error: jsonb("error"),
  },
  (t) => [
    unique("job_items_key").on(t.workspaceId, t.jobId, t.key),
    index("job_items_seq_idx").on(t.workspaceId, t.jobId, t.seq),
    within("job_items_job_fkey", [t.workspaceId, t.jobId], jobs).onDelete("cascade"),
  ],
);

export const jobLogEvents = [
  "asked",
  "started",
  "takenOver",
  "progress",
  "waits",
  "retry",
  "paused",
  "resumed",
  "stopAsked",
  "done",
  "failed",
  "cancelled",
  "askedAgain",
] as const;

/** What became of a job, turn by turn. Written by a trigger on jobs alone, the newest 200 of each. */
export const jobLogEntries = tenantTable(
  "job_log_entries",
  { kind: "operational", visibility: "ownOrAdmin", writers: {} },
  {
    userId: uuid("user_id").notNull(),
    jobId: uuid("job_id").notNull(),
    seq: integer("seq").notNull(),
    event: text("event", { enum: jobLogEvents }).notNull(),
    /** Which attempt it was, from 1. */
    attempt: integer("attempt").notNull(),
    /** Why, in words for its owner. */
    message: text("message"),
    progressDone: bigint("progress_done", { mode: "number" }).notNull(),
    progressTotal: bigint("progress_total", { mode: "number" }).notNull(),
    /** When it goes on, where that is later. */
    dueAt: instant("due_at"),
  },
  (t) => [
    unique("job_log_entries_key").on(t.workspaceId, t.jobId, t.seq),
    within("job_log_entries_job_fkey", [t.workspaceId, t.jobId], jobs).onDelete("cascade"),
  ],
);

/** Domain events, written with the change they tell of; a worker hands each to its subscribers at least once. */
export const outbox = tenantTable(
  "outbox",
  { kind: "operational", visibility: "own", writers: { insert: "self" } },
  {
    userId: uuid("user_id").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").notNull(),
    dispatchedAt: instant("dispatched_at"),
    attempts: integer("attempts").notNull().default(0),
    /** Not handed out before: later after each attempt that failed. */
    dueAt: instant("due_at")
      .notNull()
      .default(sql`now()`),
  },
  (t) => [
    index("outbox_waiting_idx")
      .on(t.dueAt)
      .where(sql`dispatched_at is null`),
    index("outbox_recent_idx").on(t.workspaceId, t.userId, t.id),
  ],
);
