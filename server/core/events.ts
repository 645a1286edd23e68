import { type SQL, sql } from "drizzle-orm";

import type { Context } from "./context.ts";
import { newId } from "./ids.ts";
import type { OpenTransaction } from "./transaction.ts";

/** Every domain event there is, with its payload: ids only. */
export interface DomainEvents {
  "contact.created": { contactId: string };
  "contact.updated": { contactId: string };
  "contact.deleted": { contactId: string };
  "company.changed": { companyId: string };
  "note.changed": { noteId: string };
  "task.changed": { taskId: string };
  "tag.changed": { tagId: string };
  "preview.changed": { previewId: string };
  "batch.changed": { batchId: string };
  "job.changed": { jobId: string };
  "proposal.changed": { proposalId: string };
  "connection.changed": { connectionId: string };
  "chat.changed": { threadId: string };
  "change_set.reverted": { changeSetId: string };
}

export type EventType = keyof DomainEvents;
export type DomainEvent = { [T in EventType]: { type: T; payload: DomainEvents[T] } }[EventType];

/** The event goes into the outbox by the last statement of the transaction, and is published after commit, at least once. */
export function emit(ctx: Context, event: DomainEvent): Promise<void> {
  if (!ctx.open) throw new Error(`${event.type} was emitted outside an operation`);
  ctx.open.events.push({ ...event, id: newId() });
  return Promise.resolve();
}

/** What puts the events of a transaction into its outbox; null where there are none. */
export function outboxInsert({ workspace, user }: Context, { events }: OpenTransaction): SQL | null {
  if (events.length === 0) return null;
  const rows = events.map(
    ({ id, type, payload }) =>
      sql`(${id}::uuid, ${workspace.id}::uuid, ${user.id}::uuid, ${type}, ${JSON.stringify(payload)}::jsonb)`,
  );
  return sql`insert into crm.outbox (id, workspace_id, user_id, type, payload) values ${sql.join(rows, sql`, `)}`;
}
