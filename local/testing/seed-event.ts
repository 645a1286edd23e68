import { sql } from "drizzle-orm";

import { type Context, newId } from "#server/core/index.ts";

import { inChangeSet } from "./ledger.ts";

interface SeedEvent {
  startAt: string;
  minutes: number;
  title?: string;
  response?: "accepted" | "declined" | "tentative" | "waiting";
  recurrence?: string[];
  /** Whose calendar it stands in; the caller's own, and seen by the workspace. */
  audience?: "private" | "workspace";
}

/** A meeting in a calendar as a sync writes it, without the sync. */
export async function newEvent(
  ctx: Context,
  connectionId: string,
  event: SeedEvent,
): Promise<{ id: string }> {
  const [id, interactionId, threadId] = [newId(), newId(), newId()];
  const { startAt, minutes, title = "Looms", audience = "workspace", recurrence = [] } = event;
  const endAt = new Date(Date.parse(startAt) + minutes * 60_000).toISOString();
  const common = sql`${ctx.workspace.id}, ${ctx.user.id}, ${audience}`;
  await inChangeSet(
    ctx,
    async (tx) => {
      await tx.execute(sql`
        insert into crm.threads (id, workspace_id, owner_id, audience, kind, first_at, last_at, message_count)
        values (${threadId}, ${common}, 'meeting', ${startAt}, ${startAt}, 1)`);
      await tx.execute(sql`
        insert into crm.interactions (id, workspace_id, owner_id, audience, thread_id, kind, direction, sender_kind, occurred_at, message_key, batch_id)
        values (${interactionId}, ${common}, ${threadId}, 'meeting', 'outbound', 'own', ${startAt}, ${interactionId}, ${newId()})`);
      await tx.execute(sql`
        insert into crm.interaction_contents (id, workspace_id, owner_id, audience, interaction_id, subject, snippet, body, quoted, signature, attachments, warnings)
        values (${newId()}, ${common}, ${interactionId}, ${title}, '', '', '', '', '[]'::jsonb, '{}')`);
      await tx.execute(sql`
        insert into crm.calendar_events (id, workspace_id, owner_id, audience, interaction_id, connection_id, calendar_id,
          provider_event_id, ical_uid, start_at, end_at, time_zone, status, recurrence, response, etag)
        values (${id}, ${common}, ${interactionId}, ${connectionId}, 'primary', ${id.replaceAll("-", "")}, ${`${id}@x`},
          ${startAt}, ${endAt}, 'UTC', 'confirmed', ${`{${recurrence.map((line) => `"${line}"`).join(",")}}`}::text[],
          ${event.response ?? null}, '"1"')`);
    },
    "sync",
  );
  return { id };
}
