import { sql } from "drizzle-orm";

import type { Tx } from "#server/db/index.ts";

import { itemOf, partsOfItem } from "../calendars/parts.ts";
import { choicesOfRule } from "../cursors.ts";
import { eventColumnNames, eventColumns, participantRows, snippetOf } from "../events/event-rows.ts";
import { peopleOfEvents } from "../events/people-of-events.ts";
import { fileCalendar, type MeetingEvent, type PreparedEvent } from "../events/types.ts";
import { contactsFor } from "../import/people.ts";
import type { ImportScope } from "../import/scope.ts";
import { leftOutByChoice } from "../import/raw-events.ts";
import { dropEmptyStats, refreshStats } from "../import/stats.ts";
import { refreshThreads } from "../import/threads.ts";
import { insertRows, uuidArray } from "../rows.ts";
import { heirOf } from "./events/heir.ts";
import { keepVersions } from "./events/versions.ts";
import type { Following } from "./following.ts";
import type { StoredEvent } from "./stored-events.ts";

/** Writes an event anew where it stands: times, texts, those who take part, and its bytes. */
export async function updateEvent(
  tx: Tx,
  { row, rule }: Omit<Following, "cursor">,
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
  await keepVersions(tx, changeSetId, [interactionId]);
  const columns = eventColumnNames.map((name) => sql.identifier(name));
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
    update crm.raw_events set payload = decode(${payload?.toString("base64") ?? null}::text, 'base64'), byte_size = ${byteLength},
      encoding = ${payload ? "zstd" : "none"}, removed_reason = null,
      status = case when ${leftOutByChoice(sql`raw_events`)} then 'stored' else status end,
      reason = case when ${leftOutByChoice(sql`raw_events`)} then null else reason end
    where connection_id = ${row.connectionId} and provider_item_id = ${item}`);
  if (earlier.home !== item) await moveHome(tx, row.connectionId, changeSetId, earlier, item);
  await refresh(tx, scope, earlier, [...before, ...contactIds.values()]);
}

/** From now on it stands here by another calendar. */
async function moveHome(
  tx: Tx,
  connectionId: string,
  changeSetId: string,
  earlier: StoredEvent,
  item: string,
): Promise<void> {
  const { calendarId, eventId } = partsOfItem(item);
  await freeOccurrences(tx, connectionId, changeSetId, { from: earlier.home, to: item });
  await tx.execute(sql`
    update crm.calendar_events set calendar_id = ${calendarId}, provider_event_id = ${eventId}
    where interaction_id = ${earlier.interactionId}`);
  await tx.execute(sql`
    update crm.raw_events set status = case when provider_item_id = ${item} then 'stored' else 'skipped' end,
      reason = case when provider_item_id = ${item} then null when ${leftOutByChoice(sql`raw_events`)} then reason
        when removed_reason is null then 'duplicate_in_calendar' else 'called_off' end,
      interaction_id = case when provider_item_id = ${item} or not ${leftOutByChoice(sql`raw_events`)} then interaction_id end
    where connection_id = ${connectionId} and interaction_id = ${earlier.interactionId}
      and provider_item_id in (${item}, ${earlier.home})`);
}

/**
 * A series that left a calendar goes on by another one, and its occurrences as they are there: one that only the first knew
 * to be off, or to be left out, takes place.
 */
async function freeOccurrences(
  tx: Tx,
  connectionId: string,
  changeSetId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const left = partsOfItem(from);
  const rows = await tx.execute<{ interaction_id: string }>(sql`
    select e.interaction_id from crm.calendar_events e
    where e.connection_id = ${connectionId} and e.calendar_id = ${left.calendarId} and e.series_event_id = ${left.eventId}
      and e.status = 'cancelled'
      and exists (select 1 from crm.raw_events s where s.connection_id = e.connection_id and s.provider_item_id = ${from}
        and s.removed_reason is not null)
      and not exists (select 1 from crm.raw_events r where r.connection_id = e.connection_id
        and r.provider_item_id = ${itemOf(partsOfItem(to).calendarId, "")} || e.provider_event_id)`);
  const ids = rows.map((row) => row.interaction_id);
  if (ids.length === 0) return;
  await keepVersions(tx, changeSetId, ids);
  await tx.execute(sql`
    update crm.calendar_events set series_event_id = null where interaction_id = any(${uuidArray(ids)})`);
}

/**
 * An event that is called off keeps its row; whoever was to come has not been met by it. What stands in another calendar
 * too goes on by that one.
 */
export async function callOff(
  tx: Tx,
  following: Omit<Following, "cursor">,
  changeSetId: string,
  earlier: StoredEvent,
): Promise<void> {
  const { row } = following;
  const rows = await tx.execute<{ interaction_id: string; home: string; is_of_file: boolean }>(sql`
    select interaction_id, calendar_id || '/' || provider_event_id as home, calendar_id = ${fileCalendar} as is_of_file from crm.calendar_events
    where (interaction_id = ${earlier.interactionId} or (connection_id = ${row.connectionId} and calendar_id = ${row.part}
      and series_event_id = ${earlier.providerEventId})) and status <> 'cancelled'
    order by interaction_id = ${earlier.interactionId}, id`);
  const ids = rows.map((one) => one.interaction_id);
  await keepVersions(tx, changeSetId, ids);
  await tx.execute(sql`
    update crm.raw_events set removed_reason = 'deleted' where connection_id = ${row.connectionId}
      and interaction_id = any(${uuidArray(ids)}) and starts_with(provider_item_id, ${itemOf(row.part, "")})`);
  for (const { interaction_id: id, home, is_of_file: isOfFile } of rows) {
    const isItself = id === earlier.interactionId;
    // An occurrence went over to another calendar with its series, a moment ago.
    if (isItself && !isOfFile && home !== earlier.home) continue;
    const heir = isItself && isOfFile ? null : await heirOf(tx, following, id);
    if (heir) {
      const before = { ...earlier, interactionId: id, home };
      await updateEvent(tx, heir.following, changeSetId, before, heir.prepared, heir.event);
      continue;
    }
    await keepPlace(tx, row, { ...earlier, interactionId: id });
  }
}

/** It takes place no more, and nobody takes part. */
export async function keepPlace(
  tx: Tx,
  owner: Pick<ImportScope, "workspaceId" | "ownerId">,
  event: StoredEvent,
): Promise<void> {
  const { interactionId: id } = event;
  await tx.execute(sql`update crm.calendar_events set status = 'cancelled' where interaction_id = ${id}`);
  const contactIds = await contactsOf(tx, id);
  await tx.execute(sql`delete from crm.interaction_participants where interaction_id = ${id}`);
  await refresh(tx, owner, event, contactIds);
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
