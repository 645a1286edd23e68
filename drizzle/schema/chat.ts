import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { instant, tenantTable, within } from "./tenant.ts";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

const own = { kind: "operational", visibility: "own", writers: { insert: "self", update: "self" } } as const;

/** A conversation with the assistant; one's own. */
export const chatThreads = tenantTable(
  "chat_threads",
  own,
  {
    userId: uuid("user_id").notNull(),
    title: text("title").notNull(),
    /** Text from outside has been read in it: what is written from then on needs approval. Never cleared. */
    tainted: boolean("tainted").notNull().default(false),
    lastAt: instant("last_at").notNull(),
    archivedAt: instant("archived_at"),
    deletedAt: instant("deleted_at"),
    /** What was said before the newest messages, in short: { upToSeq, text, records, decisions, … }. */
    summary: jsonb("summary"),
  },
  (t) => [index("chat_threads_recent_idx").on(t.workspaceId, t.userId, t.lastAt.desc().nullsFirst(), t.id)],
);

/** One answer: from a question, or from a decision on what the assistant proposed. */
export const chatTurns = tenantTable(
  "chat_turns",
  own,
  {
    userId: uuid("user_id").notNull(),
    threadId: uuid("thread_id").notNull(),
    /** The same message sent twice is answered once. */
    clientKey: text("client_key").notNull(),
    status: text("status", { enum: ["running", "waiting", "done", "stopped", "failed"] }).notNull(),
    /** Who answers it: a write by a process whose token is no longer this one is refused. */
    token: uuid("token"),
    leaseUntil: instant("lease_until"),
    stopRequestedAt: instant("stop_requested_at"),
    /** Which models the person wants. */
    choice: text("choice", { enum: ["auto", "fast", "strong"] })
      .notNull()
      .default("auto"),
    model: text("model"),
    promptVersion: text("prompt_version"),
    /** What it read and cost: { inputTokens, outputTokens, costMicros, sources }. */
    usage: jsonb("usage"),
    error: jsonb("error"),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    unique("chat_turns_client_key").on(t.workspaceId, t.userId, t.clientKey),
    uniqueIndex("chat_turns_running_key")
      .on(t.workspaceId, t.threadId)
      .where(sql`status = 'running'`),
    index("chat_turns_thread_idx").on(t.workspaceId, t.threadId, t.id),
    within("chat_turns_thread_fkey", [t.workspaceId, t.threadId], chatThreads),
  ],
);

export const chatMessages = tenantTable(
  "chat_messages",
  own,
  {
    userId: uuid("user_id").notNull(),
    threadId: uuid("thread_id").notNull(),
    turnId: uuid("turn_id").notNull(),
    seq: integer("seq").notNull(),
    role: text("role", { enum: ["user", "assistant"] }).notNull(),
    /** Parts of a UI message: text, tool calls with their results, sources. */
    parts: jsonb("parts").notNull(),
    /** Of what was said, for the search: kept beside it, because reading all parts again takes seconds. */
    words: tsvector("words").generatedAlwaysAs(
      sql`to_tsvector('simple', jsonb_path_query_array(parts, '$[*] ? (@.type == "text").text'))`,
    ),
  },
  (t) => [
    unique("chat_messages_seq_key").on(t.workspaceId, t.threadId, t.seq),
    index("chat_messages_turn_idx").on(t.workspaceId, t.turnId),
    within("chat_messages_thread_fkey", [t.workspaceId, t.threadId], chatThreads),
    within("chat_messages_turn_fkey", [t.workspaceId, t.turnId], chatTurns),
  ],
);
