import type { Database } from "../database.ts";
import { GoogleError, invalid, notFound } from "../errors.ts";

type Label = { id: string; name: string; type: "system" | "user" };

export function listLabels(database: Database, email: string): Label[] {
  return database.all<Label>("select id, name, type from labels where email = ? order by rowid", email);
}

/** One label with its counts. */
export function labelResource(database: Database, email: string, id: string): Record<string, unknown> {
  const label = find(database, email, id);
  const counts = database.one<{ messages: number; threads: number; unread: number; unread_threads: number }>(
    `select count(*) as messages, count(distinct m.thread_id) as threads,
       count(u.label_id) as unread,
       count(distinct case when u.label_id is not null then m.thread_id end) as unread_threads
     from message_labels l join messages m on m.email = l.email and m.id = l.message_id
     left join message_labels u on u.email = m.email and u.message_id = m.id and u.label_id = 'UNREAD'
     where l.email = ? and l.label_id = ?`,
    email,
    id,
  );
  return {
    ...label,
    messagesTotal: counts?.messages ?? 0,
    messagesUnread: counts?.unread ?? 0,
    threadsTotal: counts?.threads ?? 0,
    threadsUnread: counts?.unread_threads ?? 0,
  };
}

export function createLabel(database: Database, email: string, name: string): Label {
  if (name.trim() === "") throw invalid("Invalid label name");
  const labels = listLabels(database, email);
  if (labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) {
    throw new GoogleError(409, "aborted", "Label name exists or conflicts");
  }
  const numbers = labels.map(({ id }) => Number(/^Label_(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `Label_${String(Math.max(0, ...numbers) + 1)}`;
  database.run("insert into labels values (?, ?, ?, 'user')", email, id, name);
  return { id, name, type: "user" };
}

export function renameLabel(database: Database, email: string, id: string, name: string): Label {
  findOwn(database, email, id);
  database.run("update labels set name = ? where email = ? and id = ?", name, email, id);
  return find(database, email, id);
}

/** The messages that had it. */
export function deleteLabel(database: Database, email: string, id: string): string[] {
  findOwn(database, email, id);
  return database
    .all<{ message_id: string }>(
      "select message_id from message_labels where email = ? and label_id = ?",
      email,
      id,
    )
    .map((row) => row.message_id);
}

export function forgetLabel(database: Database, email: string, id: string): void {
  database.run("delete from labels where email = ? and id = ?", email, id);
}

function find(database: Database, email: string, id: string): Label {
  const sql = "select id, name, type from labels where email = ? and id = ?";
  const label = database.one<Label>(sql, email, id);
  if (label === null) throw notFound();
  return label;
}

function findOwn(database: Database, email: string, id: string): void {
  if (find(database, email, id).type === "system")
    throw invalid("Invalid delete or update of a system label");
}
