import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { choicesOfRule } from "../cursors.ts";
import { eventColumns, participantRows, snippetOf } from "../events/event-rows.ts";
import { peopleOfEvents } from "../events/people-of-events.ts";
import type { MeetingEvent, PreparedEvent } from "../events/types.ts";
import { contactsFor } from "../import/people.ts";
import type { ImportScope } from "../import/scope.ts";
import { dropEmptyStats, refreshStats } from "../import/stats.ts";
import { refreshThreads } from "../import/threads.ts";
import { insertRows } from "../rows.ts";
import type { Following } from "./following.ts";
import type { StoredEvent } from "./stored-events.ts";

/** Writes an event anew where it stands: times, texts, those who take part, and its bytes. */
export async function updateEvent(
  tx: Tx,
  { row, rule }: Following,
  changeSetId: string,
  earlier: StoredEvent,
  { item, payload, byteLength }: PreparedEvent,
  event: MeetingEvent,
): Promise<void> {
  const { interactionId } = earlier;
  const scope: ImportScope = {
    workspaceId: row.workspaceId,
    ownerId: row.ownerId,
    audience: row.audience,
    connectionId: row.connectionId,
    // People who join later came with the event: they go when it is taken back.
    batchId: earlier.batchId,
    source: "calendar",
    previewId: null,
    changeSetId,
    people: "rule",
    ...choicesOfRule(rule),
    listAddresses: new Set(rule.listAddresses),
    now: new Date().toISOString(),
  };
  const columns = Object.entries(eventColumns(event)).map(([name]) => sql.identifier(name));
  const values = JSON.stringify(eventColumns(event));
  await tx.execute(sql`
    update crm.calendar_events e set (${sql.join(columns, sql`, `)}) = (
      select ${sql.join(
        columns.map((column) => sql`v.${column}`),
        sql`, `,
      )} from jsonb_populate_record(null::crm.calendar_events, ${values}::jsonb) v)
    where e.interaction_id = ${interactionId}`);
  await tx.execute(sql`
    update crm.interactions set occurred_at = ${event.occurredAt.toISOString()},
      direction = ${event.isOwn ? "outbound" : "inbound"}, sender_kind = ${event.isOwn ? "own" : "person"}
    where id = ${interactionId}`);
  await tx.execute(sql`
    update crm.interaction_contents set subject = ${event.title}, body = ${event.body}, snippet = ${snippetOf(event)},
      location = ${event.location}, conference_url = ${event.conferenceUrl}
    where interaction_id = ${interactionId}`);

  const before = await contactsOf(tx, interactionId);
  await tx.execute(sql`delete from crm.interaction_participants where interaction_id = ${interactionId}`);
  const others = event.participants
    .map(({ address }) => address)
    .filter((address) => !scope.ownAddresses.has(address));
  const { contactIds } = await contactsFor(tx, scope, [...new Set(others)], peopleOfEvents([event], scope));
  await insertRows(
    tx,
    "interaction_participants",
    participantRows(scope, { interactionId, event }, contactIds),
    true,
  );
  await tx.execute(sql`
    update crm.raw_events set payload = decode(${payload?.toString("base64") ?? null}::text, 'base64'), byte_size = ${byteLength}
    where connection_id = ${row.connectionId} and provider_item_id = ${item}`);
  await refresh(tx, scope, earlier, [...before, ...contactIds.values()]);
}

/** An event that is called off keeps its row; whoever was to come has not been met by it. */
export async function callOff(tx: Tx, { row }: Following, earlier: StoredEvent): Promise<void> {
  const rows = await tx.execute<{ interaction_id: string }>(sql`
    update crm.calendar_events set status = 'cancelled'
    where interaction_id = ${earlier.interactionId}
      or (connection_id = ${row.connectionId} and calendar_id = ${row.part} and series_event_id = ${earlier.providerEventId})
    returning interaction_id`);
  for (const { interaction_id: id } of rows) {
    const contactIds = await contactsOf(tx, id);
    await tx.execute(sql`delete from crm.interaction_participants where interaction_id = ${id}`);
    await refresh(tx, row, earlier, contactIds);
  }
}

async function contactsOf(tx: Tx, interactionId: string): Promise<string[]> {
  const rows = await tx.execute<{ contact_id: string }>(sql`
    select distinct contact_id from crm.interaction_participants
    where interaction_id = ${interactionId} and contact_id is not null`);
  return rows.map((row) => row.contact_id);
}

async function refresh(
  tx: Tx,
  scope: Pick<ImportScope, "workspaceId" | "ownerId">,
  { threadId }: StoredEvent,
  contactIds: readonly string[],
): Promise<void> {
  await refreshThreads(tx, [threadId]);
  await refreshStats(tx, scope, contactIds);
  await dropEmptyStats(tx, scope.ownerId, contactIds);
}
