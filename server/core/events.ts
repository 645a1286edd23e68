import { sql } from "drizzle-orm";

import type { Context } from "./context.ts";
import { newId } from "./ids.ts";

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

/** Writes the event into the outbox of the open transaction; it is published after commit, at least once. */
export async function emit(ctx: Context, event: DomainEvent): Promise<void> {
  const open = ctx.open;
  if (!open) throw new Error(`${event.type} was emitted outside an operation`);
  const id = newId();
  await open.tx.execute(sql`
    insert into crm.outbox (id, workspace_id, user_id, type, payload)
    values (${id}, ${ctx.workspace.id}, ${ctx.user.id}, ${event.type}, ${JSON.stringify(event.payload)}::jsonb)`);
  open.events.push({ ...event, id });
}
