import { sql } from "drizzle-orm";

import { newId } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";

import { contactsFor } from "../import/people.ts";
import {
  calledOffItems,
  leftOutItems,
  nothingAbout,
  type RawEvent,
  settledItems,
  writeRawEvents,
} from "../import/raw-events.ts";
import { derivedColumns, type ImportScope } from "../import/scope.ts";
import { addStats } from "../import/stats.ts";
import { refreshThreads } from "../import/threads.ts";
import type { ChunkCounts } from "../import/write-chunk.ts";
import { insertRows, textArray } from "../rows.ts";
import { eventColumns, participantRows, snippetOf, touchesOf } from "./event-rows.ts";
import { isOfSeries, leftOutOf, outsideOf, placeOf, untickedOf } from "./event-choice.ts";
import { eventThreads, seriesIdOf } from "./event-threads.ts";
import { makeRoom } from "./make-room.ts";
import { peopleOfEvents } from "./people-of-events.ts";
import { beginOf, type MeetingEvent, type PreparedEvent } from "./types.ts";

export interface CalendarScope extends ImportScope {
  calendarId: string;
}

export interface NewMeeting {
  interactionId: string;
  key: string;
  event: MeetingEvent;
}

/**
 * Writes events inside the caller's transaction, with its change set open: raw events, contacts and companies, a thread
 * for each series, meetings with those who take part. A dozen statements, whatever the size of the chunk.
 */
export async function writeEvents(
  tx: Tx,
  scope: CalendarScope,
  prepared: readonly PreparedEvent[],
): Promise<ChunkCounts> {
  const { meetings, places, rawEvents, skippedBy } = await judge(tx, scope, prepared);
  const events = meetings.map(({ event }) => event);
  const addresses = [
    ...new Set(events.flatMap((event) => event.participants.map(({ address }) => address))),
  ].filter((address) => !scope.ownAddresses.has(address));
  const decided = scope.people === "rule" ? peopleOfEvents(events, scope) : null;
  const { contactIds, created } = await contactsFor(tx, scope, addresses, decided);
  const threadIds = await eventThreads(tx, scope, events);
  await insertRows(
    tx,
    "interactions",
    meetings.map(({ interactionId, key, event }) => ({
      ...derivedColumns(scope),
      id: interactionId,
      thread_id: threadIds.get(seriesIdOf(event)) ?? null,
      kind: "meeting",
      direction: event.isOwn ? "outbound" : "inbound",
      sender_kind: event.isOwn ? "own" : "person",
      occurred_at: event.occurredAt.toISOString(),
      message_key: key,
      batch_id: scope.batchId,
    })),
  );
  await insertRows(
    tx,
    "calendar_events",
    meetings.map(({ interactionId, event }) => ({
      ...derivedColumns(scope),
      id: newId(),
      interaction_id: interactionId,
      connection_id: scope.connectionId,
      calendar_id: scope.calendarId,
      provider_event_id: event.providerEventId,
      ...eventColumns(event),
    })),
  );
  await insertRows(
    tx,
    "interaction_contents",
    meetings.map(({ interactionId, event }) => ({
      ...derivedColumns(scope),
      id: newId(),
      interaction_id: interactionId,
      subject: event.title,
      snippet: snippetOf(event),
      body: event.body,
      quoted: "",
      signature: "",
      attachments: [],
      warnings: [],
      location: event.location,
      conference_url: event.conferenceUrl,
    })),
  );
  await insertRows(
    tx,
    "interaction_participants",
    meetings.flatMap((meeting) => participantRows(scope, meeting, contactIds)),
    true,
  );
  await writeRawEvents(tx, scope, rawEvents);
  await addStats(tx, scope, touchesOf(meetings, contactIds, new Date()));
  await refreshThreads(tx, [...threadIds.values()]);
  return { stored: meetings.length - places, skippedBy, failed: 0, ...created };
}

/** Tells new events from those that are accounted for or stand in another calendar of the owner. */
async function judge(tx: Tx, scope: CalendarScope, prepared: readonly PreparedEvent[]) {
  const items = prepared.map(({ item }) => item);
  const accounted = await settledItems(tx, scope.connectionId, items);
  const leftOut = await leftOutItems(tx, scope.connectionId, items);
  const off = await calledOffItems(tx, scope.connectionId, items);
  for (const { item, outcome } of prepared)
    if (outcome.kind === "event" && off.has(item)) accounted.delete(item);
  const keys = prepared.flatMap(({ outcome }) => (outcome.kind === "event" ? [outcome.key] : []));
  await makeRoom(tx, scope, comingIn(prepared, scope, accounted));
  const rows = await tx.execute<{ message_key: string; id: string; batch_id: string }>(sql`
    select message_key, id, batch_id from crm.interactions
    where owner_id = ${scope.ownerId} and message_key = any(${textArray(keys)})`);
  const known = new Map(
    rows.map((row) => [row.message_key, { id: row.id, here: row.batch_id === scope.batchId }]),
  );
  const meetings: NewMeeting[] = [];
  /** What is left out of a series keeps its place there, unless the meeting stands here by another calendar. */
  const places = new Map<string, { meeting: NewMeeting; raw: RawEvent }>();
  const rawEvents: RawEvent[] = [];
  const skippedBy: Record<string, number> = {};
  const skip = (reason: string) => (skippedBy[reason] = (skippedBy[reason] ?? 0) + 1);
  const twice = scope.source === "file" ? "duplicate_in_file" : "duplicate_in_calendar";
  // Of what is left out by choice nothing is kept but that it was, and where.
  const leaveOut = (
    about: Pick<RawEvent, "item" | "byteLength" | "key" | "about">,
    event: MeetingEvent,
    reason: string,
  ) => {
    skip(reason);
    const interactionId = leftOut.get(about.item)?.interactionId ?? null;
    const raw = { ...about, payload: null, status: "skipped" as const, reason, interactionId };
    rawEvents.push(raw);
    if (interactionId !== null || about.key === null || !isOfSeries(event)) return;
    places.set(about.key, {
      meeting: { interactionId: newId(), key: about.key, event: placeOf(event) },
      raw,
    });
  };
  for (const one of prepared) {
    const { item, payload, byteLength, outcome } = one;
    if (accounted.has(item)) {
      skip("already_stored");
      continue;
    }
    accounted.add(item);
    const isEvent = outcome.kind === "event";
    // An occurrence that is called off keeps its place in the series; another calendar may go on with it.
    const removed = isEvent && outcome.event.status === "cancelled" ? ("deleted" as const) : null;
    const about = { ...nothingAbout, at: beginOf(one)?.startAt ?? null, removed };
    const raw = { item, byteLength, payload, about, key: isEvent ? outcome.key : null };
    if (outcome.kind === "skipped") {
      skip(outcome.reason);
      rawEvents.push({ ...raw, status: "skipped", reason: outcome.reason, interactionId: null });
      continue;
    }
    const outside = outsideOf(outcome.event, scope.choices);
    if (outside) {
      leaveOut(raw, outcome.event, outside);
      continue;
    }
    const earlier = known.get(outcome.key);
    if (earlier) {
      const reason = earlier.here ? twice : "already_stored";
      skip(reason);
      // What came from elsewhere too keeps this source: taking the other back leaves it standing.
      // Empty where the first of them was left out.
      rawEvents.push({ ...raw, status: "skipped", reason, interactionId: earlier.id || null });
      continue;
    }
    const unticked = untickedOf(outcome.event, scope.choices);
    if (unticked) {
      leaveOut(raw, outcome.event, unticked);
      known.set(outcome.key, { id: "", here: true });
      continue;
    }
    const interactionId = newId();
    known.set(outcome.key, { id: interactionId, here: true });
    meetings.push({ interactionId, key: outcome.key, event: outcome.event });
    rawEvents.push({ ...raw, status: "stored", reason: null, interactionId });
  }
  const kept = [...places].filter(([key]) => (known.get(key)?.id ?? "") === "");
  for (const [, { meeting, raw }] of kept) {
    raw.interactionId = meeting.interactionId;
    meetings.push(meeting);
  }
  return { meetings, places: kept.length, rawEvents, skippedBy };
}

/** The keys of those that are let in. */
const comingIn = (
  prepared: readonly PreparedEvent[],
  { choices }: CalendarScope,
  accounted: ReadonlySet<string>,
): string[] =>
  prepared.flatMap((one) =>
    one.outcome.kind === "event" &&
    one.outcome.event.status !== "cancelled" &&
    !accounted.has(one.item) &&
    leftOutOf(one, choices) === null
      ? [one.outcome.key]
      : [],
  );
