import { index, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";

import { connections } from "./people.ts";
import { syncSources } from "./sync.ts";
import { audienceColumns, instant, tenantTable, within } from "./tenant.ts";

/**
 * What a provider listed for one day of an account when it was last asked. What became of each item is told by
 * raw_events, so that the numbers of a day are never older than the tables.
 */
export const mailboxDays = tenantTable(
  "mailbox_days",
  { kind: "operational", visibility: "contents" },
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    source: text("source", { enum: syncSources }).notNull(),
    /** The calendar's id; empty for mail. */
    part: text("part").notNull().default(""),
    /** "2026-11-30" in the time zone beside. */
    day: text("day").notNull(),
    timeZone: text("time_zone").notNull(),
    /** What an import would take. */
    itemIds: text("item_ids").array().notNull(),
    /** How many are left out by the rule, by reason: spam, deleted, draft, outside. */
    leftOut: jsonb("left_out").notNull(),
    countedAt: instant("counted_at").notNull(),
  },
  (t) => [
    unique("mailbox_days_day_key").on(t.workspaceId, t.connectionId, t.source, t.part, t.day),
    within("mailbox_days_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);

/** "Why is this not here?" as it was put to a provider, and what it answered. Forgotten after some days. */
export const providerQuestions = tenantTable(
  "provider_questions",
  { kind: "operational", visibility: "audience" },
  {
    ...audienceColumns,
    connectionId: uuid("connection_id").notNull(),
    jobId: uuid("job_id"),
    /** { kind, value, day } as the words were understood. */
    question: jsonb("question").notNull(),
    /** Null until the provider has answered. */
    answer: jsonb("answer"),
    answeredAt: instant("answered_at"),
  },
  (t) => [
    index("provider_questions_recent_idx").on(t.workspaceId, t.ownerId, t.id.desc().nullsFirst()),
    index("provider_questions_connection_idx").on(t.workspaceId, t.connectionId),
    within("provider_questions_connection_fkey", [t.workspaceId, t.connectionId], connections),
  ],
);
