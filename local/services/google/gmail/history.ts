import type { Database } from "../database.ts";
import { findAccount } from "../accounts.ts";
import { GoogleError, invalid, notFound } from "../errors.ts";

export type HistoryKind = "messagesAdded" | "messagesDeleted" | "labelsAdded" | "labelsRemoved";

type Entry = {
  id: number;
  kind: HistoryKind;
  message_id: string;
  thread_id: string;
  label_ids: string;
  changed: string;
};

/** The next history id of the mailbox, now its current one. */
export function advance(database: Database, email: string): number {
  database.run("update accounts set history_id = history_id + 1 where email = ?", email);
  return currentHistoryId(database, email);
}

export function currentHistoryId(database: Database, email: string): number {
  const account = findAccount(database, email);
  if (account === null) throw notFound();
  return account.history_id;
}

export function record(
  database: Database,
  historyId: number,
  kind: HistoryKind,
  message: { email: string; id: string; thread_id: string },
  labelIds: readonly string[],
  changed: readonly string[],
): void {
  database.run(
    "insert into history values (?, ?, ?, ?, ?, ?, ?)",
    message.email,
    historyId,
    kind,
    message.id,
    message.thread_id,
    JSON.stringify(labelIds),
    JSON.stringify(changed),
  );
}

export interface HistoryQuery {
  readonly startHistoryId: string | null;
  /** messageAdded, messageDeleted, labelAdded, labelRemoved; none: all. */
  readonly types: readonly string[];
  readonly labelId: string | null;
  readonly limit: number;
  readonly pageToken: string | null;
}

const kinds: Readonly<Record<string, HistoryKind>> = {
  messageAdded: "messagesAdded",
  messageDeleted: "messagesDeleted",
  labelAdded: "labelsAdded",
  labelRemoved: "labelsRemoved",
};

/** What happened after an id, oldest first. 404 for one that Gmail would have forgotten. */
export function listHistory(database: Database, email: string, query: HistoryQuery): unknown {
  const account = findAccount(database, email);
  if (account === null) throw notFound();
  const start = query.startHistoryId ?? "";
  if (!/^\d+$/.test(start)) throw invalid("Invalid value at 'start_history_id'.");
  if (BigInt(start) < BigInt(account.history_floor)) throw notFound();
  const after = query.pageToken ?? start;
  if (!/^\d{1,15}$/.test(after)) throw new GoogleError(400, "invalidArgument", "Invalid pageToken");
  const entries = database.all<Entry>(
    `select id, kind, message_id, thread_id, label_ids, changed from history
     where email = ? and id > ? order by id limit ?`,
    email,
    Number(after),
    query.limit + 1,
  );
  const page = entries.slice(0, query.limit);
  const wanted = new Set(query.types.map((type) => kinds[type]));
  const shown = page.filter(
    ({ kind, label_ids, changed }) =>
      (wanted.size === 0 || wanted.has(kind)) &&
      (query.labelId === null || [...parse(label_ids), ...parse(changed)].includes(query.labelId)),
  );
  const last = page.at(-1);
  return {
    ...(shown.length > 0 && { history: shown.map(describe) }),
    ...(entries.length > page.length && last !== undefined && { nextPageToken: String(last.id) }),
    historyId: String(account.history_id),
  };
}

function describe({ id, kind, message_id, thread_id, label_ids, changed }: Entry): unknown {
  const message = { id: message_id, threadId: thread_id };
  const change = {
    message: { ...message, labelIds: parse(label_ids) },
    ...(kind.startsWith("labels") && { labelIds: parse(changed) }),
  };
  return { id: String(id), messages: [message], [kind]: [change] };
}

function parse(list: string): string[] {
  return JSON.parse(list) as string[];
}
