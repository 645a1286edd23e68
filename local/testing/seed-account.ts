import { sql } from "drizzle-orm";

import { connectAccount } from "#server/connections/index.ts";
import { type Context, newId } from "#server/core/index.ts";

import { inChangeSet } from "./ledger.ts";

/** A connected account whose mail was imported and is followed, without a Google behind it. */
export async function newFollowedAccount(owner: Context): Promise<string> {
  const { id } = await connectAccount(
    { ...owner, door: "action" },
    { account: "ada@gmail.example", grants: ["gmail", "calendar"] },
  );
  const rule = JSON.stringify({ previewId: newId(), addresses: [], listAddresses: [] });
  await inChangeSet(owner, (tx) =>
    tx.execute(sql`
      insert into crm.sync_cursors (id, workspace_id, owner_id, audience, connection_id, source, cursor, rule)
      values (${newId()}, ${owner.workspace.id}, ${owner.user.id}, 'private', ${id}, 'gmail', '1', ${rule}::jsonb)`),
  );
  return id;
}

/** The same, with a day that was counted and of which one item is not here. */
export async function newCountedAccount(owner: Context, day: string): Promise<string> {
  const connectionId = await newFollowedAccount(owner);
  await inChangeSet(owner, (tx) =>
    tx.execute(sql`
      insert into crm.mailbox_days (id, workspace_id, owner_id, audience, connection_id, source, day, time_zone, item_ids,
        left_out, counted_at)
      values (${newId()}, ${owner.workspace.id}, ${owner.user.id}, 'private', ${connectionId}, 'gmail', ${day}, 'UTC',
        '{lost}', '{}', now())`),
  );
  return connectionId;
}

/** A meeting of that account as an import writes it. Answers the event's id and its start. */
export async function newEvent(owner: Context): Promise<{ id: string; startAt: Date }> {
  const connectionId = await newFollowedAccount(owner);
  const [id, threadId, interactionId] = [newId(), newId(), newId()];
  const startAt = new Date(Date.now() + 86_400_000);
  const [start, end] = [startAt.toISOString(), new Date(startAt.getTime() + 3_600_000).toISOString()];
  const common = sql`${owner.workspace.id}, ${owner.user.id}, 'private'`;
  await inChangeSet(
    owner,
    async (tx) => {
      await tx.execute(sql`
        insert into crm.threads (id, workspace_id, owner_id, audience, kind) values (${threadId}, ${common}, 'event')`);
      await tx.execute(sql`
        insert into crm.interactions (id, workspace_id, owner_id, audience, thread_id, kind, direction, sender_kind, occurred_at, message_key, batch_id)
        values (${interactionId}, ${common}, ${threadId}, 'meeting', 'outbound', 'own', ${start}, ${id}, ${newId()})`);
      await tx.execute(sql`
        insert into crm.calendar_events (id, workspace_id, owner_id, audience, interaction_id, connection_id, calendar_id,
          provider_event_id, ical_uid, start_at, end_at, time_zone, status, recurrence, etag)
        values (${id}, ${common}, ${interactionId}, ${connectionId}, 'primary', ${id}, ${id}, ${start}, ${end}, 'UTC', 'confirmed', '{}', '')`);
    },
    "sync",
  );
  return { id, startAt };
}
