import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import { together, type Tx } from "#server/db/index.ts";

import { isReplySubject, type MailMessage, subjectKey, threadKeys } from "../mail/index.ts";
import { insertRows, textArray, uuidArray } from "../rows.ts";
import { derivedColumns, type ImportScope } from "./scope.ts";

/** A reply without references joins a thread of the same subject only when this close to it. */
const subjectWindowDays = 30;
const dayMs = 86_400_000;

interface Incoming {
  message: MailMessage;
  at: Date;
}

interface Known extends Record<string, unknown> {
  key: string;
  thread_id: string;
  last_at: string | null;
}

/** Union–find over thread ids: a message that names two threads joins them. */
class ThreadSets {
  readonly #parent = new Map<string, string>();

  find(id: string): string {
    let root = id;
    for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
    if (root !== id) this.#parent.set(id, root);
    return root;
  }

  join(id: string, into: string): void {
    const [from, to] = [this.find(id), this.find(into)];
    if (from !== to) this.#parent.set(from, to);
  }

  /** Every id that was joined into another. */
  joined(): string[] {
    return [...this.#parent.keys()];
  }
}

/**
 * The thread of each message, by what it and others name: its Message-ID, References and In-Reply-To; for a reply that
 * names nothing, its subject within thirty days. Writes new threads, their keys, and joins of threads that turn out to
 * be one. Answers a thread id for each message, in order.
 */
export async function assignThreads(
  tx: Tx,
  scope: ImportScope,
  incoming: readonly Incoming[],
): Promise<string[]> {
  const named = incoming.map(({ message }) => [
    ...threadKeys(message).map((key) => `id:${key}`),
    // What Gmail had put together stays together.
    ...(message.gmailThread === null ? [] : [`gm:${message.gmailThread}`]),
  ]);
  const subjects = incoming.map(({ message }) => {
    const subject = subjectKey(message.subject);
    return subject === "" ? null : `subject:${subject}`;
  });
  const allKeys = new Set([...named.flat(), ...subjects.filter((key) => key !== null)]);
  const known = await knownKeys(tx, scope, [...allKeys]);
  const threadOf = new Map(known.map((row) => [row.key, row.thread_id]));
  const lastAt = new Map(
    known.map((row) => [row.thread_id, row.last_at === null ? null : Date.parse(row.last_at)]),
  );
  const sets = new ThreadSets();
  const created: string[] = [];

  const threadIds = incoming.map(({ message, at }, index) => {
    const keys = named[index] ?? [];
    const subject = subjects[index] ?? null;
    const found = [...new Set(keys.flatMap((key) => threadOf.get(key) ?? []).map((id) => sets.find(id)))];
    let [thread] = found;
    if (thread === undefined && subject !== null && keys.length <= 1 && isReplySubject(message.subject)) {
      const candidate = threadOf.get(subject);
      const last = candidate === undefined ? null : lastAt.get(candidate);
      if (candidate !== undefined && last && Math.abs(at.getTime() - last) <= subjectWindowDays * dayMs)
        thread = sets.find(candidate);
    }
    if (thread === undefined) {
      thread = newId();
      created.push(thread);
    }
    for (const other of found.slice(1)) sets.join(other, thread);
    for (const key of keys) threadOf.set(key, thread);
    // The newest thread of a subject is the one a late reply means.
    if (subject !== null) threadOf.set(subject, thread);
    lastAt.set(thread, Math.max(lastAt.get(thread) ?? 0, at.getTime()));
    return thread;
  });

  const stored = new Set(known.map((row) => row.thread_id));
  const moves = sets.joined().filter((id) => stored.has(id) && sets.find(id) !== id);
  const made = created.filter((id) => sets.find(id) === id);
  const keys = [...threadOf].map(([key, id]): [string, string] => [key, sets.find(id)]);
  if (moves.length > 0) {
    await writeThreads(tx, scope, made);
    await mergeThreads(tx, sets, moves);
    await writeKeys(tx, scope, keys);
  } else {
    await together(writeThreads(tx, scope, made), writeKeys(tx, scope, keys));
  }
  return threadIds.map((id) => sets.find(id));
}

async function knownKeys(tx: Tx, scope: ImportScope, keys: readonly string[]): Promise<Known[]> {
  const rows = await tx.execute<Known>(sql`
    select k.key, k.thread_id, t.last_at from crm.thread_keys k
      join crm.threads t on t.workspace_id = k.workspace_id and t.id = k.thread_id
    where k.owner_id = ${scope.ownerId} and k.key = any(${textArray(keys)})`);
  return [...rows];
}

async function writeThreads(tx: Tx, scope: ImportScope, ids: readonly string[]): Promise<void> {
  await insertRows(
    tx,
    "threads",
    ids.map((id) => ({ ...derivedColumns(scope), id, message_count: 0 })),
  );
}

async function writeKeys(
  tx: Tx,
  scope: ImportScope,
  keys: readonly (readonly [string, string])[],
): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map(([key, threadId]) => ({ id: newId(), key, thread_id: threadId }));
  await tx.execute(sql`
    insert into crm.thread_keys (id, workspace_id, owner_id, audience, key, thread_id)
    select r.id, ${scope.workspaceId}, ${scope.ownerId}, ${scope.audience}, r.key, r.thread_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, key text, thread_id uuid)
    on conflict (workspace_id, owner_id, key) do update set thread_id = excluded.thread_id
    where thread_keys.thread_id <> excluded.thread_id`);
}

async function mergeThreads(tx: Tx, sets: ThreadSets, moves: readonly string[]): Promise<void> {
  const pairs = JSON.stringify(moves.map((id) => ({ from: id, into: sets.find(id) })));
  const pairsTable = sql`jsonb_to_recordset(${pairs}::jsonb) as m("from" uuid, "into" uuid)`;
  await tx.execute(
    sql`update crm.interactions i set thread_id = m."into" from ${pairsTable} where i.thread_id = m."from"`,
  );
  await tx.execute(
    sql`update crm.thread_keys k set thread_id = m."into" from ${pairsTable} where k.thread_id = m."from"`,
  );
  await tx.execute(sql`delete from crm.threads where id = any(${uuidArray(moves)})`);
}

/** Counts and dates of threads, from their interactions; a thread without any is removed. */
export async function refreshThreads(tx: Tx, threadIds: readonly string[]): Promise<void> {
  if (threadIds.length === 0) return;
  const ids = uuidArray([...new Set(threadIds)]);
  const count = tx.execute(sql`
    update crm.threads t set first_at = c.first_at, last_at = c.last_at, message_count = c.message_count
    from (select i.thread_id, min(i.occurred_at) as first_at, max(i.occurred_at) as last_at, count(*) as message_count
      from crm.interactions i where i.thread_id = any(${ids}) group by i.thread_id) c
    where t.id = c.thread_id`);
  const removeEmpty = tx.execute(sql`
    delete from crm.threads t where t.id = any(${ids})
      and not exists (select 1 from crm.interactions i where i.workspace_id = t.workspace_id and i.thread_id = t.id)`);
  await together(count, removeEmpty);
}
