import { sql } from "drizzle-orm";

import type { DomainEvent } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { publishLive } from "#server/realtime/index.ts";

interface OutboxRow extends Record<string, unknown> {
  id: string;
  workspace_id: string;
  user_id: string;
  type: DomainEvent["type"];
  payload: Record<string, string>;
}

type Subscriber = (event: OutboxRow) => Promise<void>;

/** Whoever wants to know of events; each is idempotent, since an event comes at least once. */
const subscribers: readonly Subscriber[] = [
  (event) =>
    publishLive({ workspaceId: event.workspace_id, userId: event.user_id }, [
      { id: event.id, type: event.type, subject: Object.values(event.payload)[0] ?? "" },
    ]),
];

const batchMax = 200;
const attemptsMax = 20;

/** Hands waiting events to the subscribers, oldest first; many workers share them by row locks. Answers how many. */
export async function dispatchOutbox(): Promise<number> {
  return systemPool().db.transaction(async (tx) => {
    const rows = await tx.execute<OutboxRow>(sql`
      select id, workspace_id, user_id, type, payload from crm.outbox
      where dispatched_at is null and attempts < ${attemptsMax} and created_at < now() - interval '500 milliseconds'
      order by id limit ${batchMax} for update skip locked`);
    const done: string[] = [];
    for (const row of rows) {
      const results = await Promise.allSettled(subscribers.map((subscriber) => subscriber(row)));
      if (results.every((result) => result.status === "fulfilled")) done.push(row.id);
    }
    const failed = rows.map((row) => row.id).filter((id) => !done.includes(id));
    if (done.length > 0)
      await tx.execute(
        sql`update crm.outbox set dispatched_at = now() where id = any(${pgArray(done)}::uuid[])`,
      );
    if (failed.length > 0)
      await tx.execute(
        sql`update crm.outbox set attempts = attempts + 1 where id = any(${pgArray(failed)}::uuid[])`,
      );
    return done.length;
  });
}

const pgArray = (ids: string[]): string => `{${ids.join(",")}}`;
