import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { z } from "zod";

import { chatThreads, type chatTurns } from "#drizzle/schema/chat.ts";
import { notFound } from "#lib/errors.ts";
import { TurnError, TurnUsage } from "#lib/schemas/chat.ts";
import type { ChatThread } from "#lib/schemas/chat-threads.ts";
import { Id } from "#lib/schemas/common.ts";
import { isoOrNull, toIso } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

/** Begins the key of a turn that answers an earlier one anew; that one's id follows. */
export const retryPrefix = "retry:";

export type TurnRow = typeof chatTurns.$inferSelect;

interface ThreadRow extends Record<string, unknown> {
  id: string;
  title: string;
  tainted: boolean;
  running: string | null;
  last_at: string;
  archived_at: string | null;
  deleted_at: string | null;
  created_at: string;
}

/** Threads `t` that fulfil every condition, the one last written in first. */
export async function selectThreads(tx: Tx, conditions: SQL[], limit: number): Promise<ChatThread[]> {
  const rows = await tx.execute<ThreadRow>(sql`
    select t.id, t.title, t.tainted, t.last_at, t.archived_at, t.deleted_at, t.created_at, r.id as running
    from (
      select * from crm.chat_threads t where ${sql.join(conditions, sql` and `)} order by t.last_at desc, t.id desc limit ${limit}
    ) t left join crm.chat_turns r on r.workspace_id = t.workspace_id and r.thread_id = t.id and r.status = 'running'
    order by t.last_at desc, t.id desc`);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    tainted: row.tainted,
    runningTurnId: row.running,
    lastAt: toIso(row.last_at),
    archivedAt: isoOrNull(row.archived_at),
    deletedAt: isoOrNull(row.deleted_at),
    createdAt: toIso(row.created_at),
  }));
}

export const notDeleted = sql`t.deleted_at is null`;

interface Which {
  /** What is in the bin as well. */
  withDeleted?: boolean;
}

/** The thread as every door answers it. Throws not_found. */
export async function readThread(
  tx: Tx,
  id: string,
  { withDeleted = false }: Which = {},
): Promise<ChatThread> {
  const conditions = [sql`t.id = ${id}`, ...(withDeleted ? [] : [notDeleted])];
  const [thread] = await selectThreads(tx, conditions, 1);
  if (!thread) throw notFound("conversation");
  return thread;
}

/** Nobody else begins or ends a turn of the thread until this transaction ends. Throws not_found. */
export async function lockThread(
  tx: Tx,
  id: string,
  { withDeleted = false }: Which = {},
): Promise<typeof chatThreads.$inferSelect> {
  const [row] = await tx
    .select()
    .from(chatThreads)
    .where(and(eq(chatThreads.id, id), withDeleted ? undefined : isNull(chatThreads.deletedAt)))
    .for("no key update");
  if (!row) throw notFound("conversation");
  return row;
}

// What retry noted on the turn that it replaced stands beside the error itself.
const StoredError = z.object({ retriedBy: Id });

export const errorOf = (row: Pick<TurnRow, "error">): TurnError | null =>
  TurnError.safeParse(row.error).data ?? null;

/** The turn that took this one's place. */
export const retriedBy = (row: Pick<TurnRow, "error">): string | null =>
  StoredError.safeParse(row.error).data?.retriedBy ?? null;

export const usageOf = (row: Pick<TurnRow, "usage">): TurnUsage | null =>
  TurnUsage.safeParse(row.usage).data ?? null;

/** Words for a turn whose process went away. */
export const interrupted: TurnError = {
  code: "interrupted",
  message: "The answer was interrupted. What was said until then is kept. Try again.",
  retry: true,
};
