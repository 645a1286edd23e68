import { randomBytes } from "node:crypto";
import type { Database } from "../database.ts";
import { notFound } from "../errors.ts";
import { advance, record } from "./history.ts";
import { summarise } from "./summary.ts";

export type StoredMessage = {
  email: string;
  id: string;
  thread_id: string;
  history_id: number;
  internal_date: number;
  size: number;
  snippet: string;
};

export interface NewMessage {
  readonly raw: Uint8Array;
  readonly labelIds: readonly string[];
  /** Sixteen hex digits; made where left out. */
  readonly id?: string;
  readonly threadId?: string | undefined;
  /** What the Date header says, or when it was received. */
  readonly dateFrom?: "header" | "receipt";
  /** Milliseconds since 1970; now unless given. */
  readonly receivedMs?: number;
}

const columns = "email, id, thread_id, history_id, internal_date, size, snippet";

/** Puts a message into the mailbox and notes it in the history. Throws where the thread is another's. */
export function addMessage(database: Database, email: string, message: NewMessage): StoredMessage {
  return database.atomically(() => {
    const { raw, labelIds, dateFrom = "header", receivedMs = Date.now() } = message;
    const id = message.id ?? randomBytes(8).toString("hex");
    const summary = summarise(raw);
    if (message.threadId !== undefined && !threadExists(database, email, message.threadId)) throw notFound();
    const threadId =
      message.threadId ?? threadOf(database, email, [...summary.references, summary.messageId]) ?? id;
    const internalDate = (dateFrom === "header" ? summary.dateMs : null) ?? receivedMs;
    const historyId = advance(database, email);
    database.run(
      "insert into messages values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      email,
      id,
      threadId,
      historyId,
      internalDate,
      raw.byteLength,
      summary.snippet,
      summary.subject,
      summary.sender,
      summary.recipients,
      summary.messageId,
      summary.hasAttachment ? 1 : 0,
      raw,
    );
    for (const label of new Set(labelIds)) {
      database.run("insert into message_labels values (?, ?, ?)", email, id, label);
    }
    // Also what it answers: an earlier mail that arrives later joins them.
    for (const messageId of [summary.messageId, ...summary.references].filter(Boolean)) {
      database.run("insert or ignore into message_references values (?, ?, ?)", email, messageId, threadId);
    }
    const stored = getMessage(database, email, id);
    record(database, historyId, "messagesAdded", stored, [...labelIds], []);
    return stored;
  });
}

export function getMessage(database: Database, email: string, id: string): StoredMessage {
  const found = database.one<StoredMessage>(
    `select ${columns} from messages where email = ? and id = ?`,
    email,
    id,
  );
  if (found === null) throw notFound();
  return found;
}

/** The message with the very same bytes that has not changed since a history id. */
export function findSame(
  database: Database,
  email: string,
  raw: Uint8Array,
  historyId: number,
): StoredMessage | null {
  return database.one<StoredMessage>(
    `select ${columns} from messages where email = ? and message_id = ? and raw = ? and history_id <= ?`,
    email,
    summarise(raw).messageId,
    raw,
    historyId,
  );
}

export function rawOf(database: Database, { email, id }: StoredMessage): Uint8Array {
  const row = database.one<{ raw: Uint8Array<ArrayBuffer> }>(
    "select raw from messages where email = ? and id = ?",
    email,
    id,
  );
  if (row === null) throw notFound();
  return row.raw;
}

export function labelsOf(database: Database, email: string, id: string): string[] {
  return database
    .all<{ label_id: string }>(
      "select label_id from message_labels where email = ? and message_id = ? order by label_id",
      email,
      id,
    )
    .map((row) => row.label_id);
}

export function messagesOfThread(database: Database, email: string, threadId: string): StoredMessage[] {
  const found = database.all<StoredMessage>(
    `select ${columns} from messages where email = ? and thread_id = ? order by internal_date, id`,
    email,
    threadId,
  );
  if (found.length === 0) throw notFound();
  return found;
}

function threadExists(database: Database, email: string, threadId: string): boolean {
  return (
    database.one(
      "select 1 as yes from messages where email = ? and thread_id = ? limit 1",
      email,
      threadId,
    ) !== null
  );
}

function threadOf(database: Database, email: string, messageIds: readonly string[]): string | null {
  for (const messageId of messageIds.filter(Boolean)) {
    const found = database.one<{ thread_id: string }>(
      "select thread_id from message_references where email = ? and message_id = ?",
      email,
      messageId,
    );
    if (found !== null) return found.thread_id;
  }
  return null;
}
