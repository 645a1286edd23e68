import { step } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { type CalendarClient, GoogleError, type RawCalendarEvent } from "#server/google/index.ts";

import { itemOf } from "../calendars/parts.ts";
import { UnreadableCalendar } from "../calendars/unreadable.ts";
import { choicesOfRule, moveCursor, noteSyncError, requireRule } from "../cursors.ts";
import { leftOutOf } from "../events/event-choice.ts";
import { isSeries, listCalendar, occurrencesOf } from "../events/list-calendar.ts";
import { openCalendar } from "../events/open-calendar.ts";
import { prepareEvent, seriesUidsOf } from "../events/prepare-event.ts";
import type { PreparedEvent } from "../events/types.ts";
import { type CalendarScope, writeEvents } from "../events/write-events.ts";
import { commitChunk, finishBatch } from "../import/commit.ts";
import { calledOffItems, knownItems, leftOutItems } from "../import/raw-events.ts";
import { scopeOf } from "../import/scope.ts";
import { applyChanges } from "./apply-changes.ts";
import { noteMeetingsPassed } from "./meetings-passed.ts";
import { batchOf } from "./new-batch.ts";
import { noteCopies } from "./copies.ts";
import { differs, takesPlace } from "./differs.ts";
import type { Following } from "./following.ts";
import { keepWhatCame } from "./keep-what-came.ts";
import { noteReasons } from "./events/leave-out.ts";
import { takeOver } from "./take-over.ts";
import { type StoredEvent, storedEvents, storedUids } from "./stored-events.ts";

interface Changes {
  prepared: PreparedEvent[];
  syncToken: string | null;
  /** Everything there is, rather than what changed: what is not in it is gone. */
  isFull: boolean;
}

/** Brings a calendar in line: changed and called-off events are changed where they stand, new ones come as a batch. */
export async function syncCalendar(following: Following): Promise<{ stored: number; changed: number }> {
  const { job, row, rule } = following;
  const calendar = await openCalendar(job, row.connectionId);
  const changes = await changesSince(following, calendar).catch((error: unknown) => {
    if (error instanceof UnreadableCalendar) return error;
    throw error;
  });
  if (changes instanceof UnreadableCalendar) {
    // How it is now, and no failure: what came from it stays, and the account's other calendars go on.
    const { code, message } = changes;
    await step(job.ctx, ({ tx }) => noteSyncError(tx, row, { code, message }));
    return { stored: 0, changed: 0 };
  }
  const { prepared, syncToken, isFull } = changes;
  const { choices } = choicesOfRule(rule);
  const judged = prepared.map((one) => ({ one, leftOut: leftOutOf(one, choices) }));
  const items = prepared.map(({ item }) => item);
  const { stored, known, earlierLeftOut, earlierOff } = await step(job.ctx, async ({ tx }) => ({
    stored: await storedEvents(tx, row, isFull ? null : prepared.map((one) => one.providerEventId)),
    known: await knownItems(tx, row.connectionId, items),
    earlierLeftOut: await leftOutItems(tx, row.connectionId, items),
    earlierOff: await calledOffItems(tx, row.connectionId, items),
  }));
  const present = new Set(prepared.map((one) => one.providerEventId));
  const changed = judged.flatMap(({ one, leftOut }) => {
    const earlier = stored.get(one.providerEventId);
    return earlier && differs(one, earlier, leftOut) ? [{ earlier, prepared: one, leftOut }] : [];
  });
  const gone = isFull ? [...stored.values()].filter((one) => !present.has(one.providerEventId)) : [];
  const here = ({ home, providerEventId: id }: StoredEvent) => home === itemOf(row.part, id);
  const calledOff = gone
    .filter((one) => takesPlace(one) && here(one))
    .map((earlier) => ({ earlier, prepared: null, leftOut: null }));
  await applyChanges(following, [...changed, ...calledOff]);
  await noteCopies(following, { choices, prepared, stored, isFull });
  await noteMeetingsPassed(following);

  const fresh = judged
    .filter(({ one: { item, providerEventId, outcome }, leftOut }) => {
      if (stored.has(providerEventId)) return false;
      // It came and went since the last time.
      if (outcome.kind === "skipped" && outcome.reason === "called_off") return false;
      if (!known.has(item) || (earlierOff.has(item) && outcome.kind === "event")) return true;
      return earlierLeftOut.has(item) && leftOut === null && standsThere(outcome);
    })
    .map(({ one }) => one);
  const cursor = syncToken ?? following.cursor;
  const reasons = judged.flatMap(({ one: { item }, leftOut }) => {
    const earlier = earlierLeftOut.get(item);
    return earlier && leftOut !== null && leftOut !== earlier.reason ? [{ item, reason: leftOut }] : [];
  });
  const move = async ({ tx }: { tx: Parameters<typeof moveCursor>[0] }) => {
    await noteReasons(tx, row.connectionId, reasons);
    await moveCursor(tx, row.connectionId, "calendar", row.part, cursor);
  };
  const brought = fresh.length > 0 ? await importFresh(following, fresh, move) : 0;
  if (fresh.length === 0) {
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: prepared.length, total: prepared.length });
      await move({ tx });
    });
  }
  return { stored: brought, changed: changed.length + calledOff.length };
}

const standsThere = (outcome: PreparedEvent["outcome"]): boolean =>
  outcome.kind === "event" && outcome.event.status !== "cancelled";

async function changesSince(
  { job, row, rule, cursor }: Following,
  calendar: CalendarClient,
): Promise<Changes> {
  const list = async (syncToken: string | null) => {
    const listed = await listCalendar(calendar, row.part, syncToken);
    const all = listed.events.filter(isSeries);
    const ids = listed.events.flatMap(({ recurringEventId: id }) => (typeof id === "string" ? id : []));
    const uids = await step(job.ctx, ({ tx }) => storedUids(tx, row, [...ids, ...all.map(({ id }) => id)]));
    const unknown = all.filter(({ id }) => !uids.has(id));
    // Before their series: cut off in between, they are asked for again.
    const events =
      syncToken === null
        ? listed.events
        : await withOccurrences(calendar, row.part, { listed: listed.events, unknown });
    const scope = {
      calendarId: row.part,
      seriesUids: new Map([...uids, ...seriesUidsOf(listed.events)]),
      timeZone: listed.timeZone,
      ownAddresses: new Set(rule.addresses),
      now: new Date(),
    };
    const prepared: PreparedEvent[] = [];
    for (const raw of events) prepared.push(await prepareEvent(raw, scope));
    return { prepared, syncToken: listed.syncToken };
  };
  try {
    return { ...(await list(cursor)), isFull: false };
  } catch (error) {
    if (!(error instanceof GoogleError) || error.kind !== "gone") throw error;
    job.ctx.log.info("the calendar does not remember changes since the last sync: listing it anew");
    const all = await list(null);
    // A listing that was cut says nothing of what it does not hold.
    return { ...all, isFull: all.syncToken !== null };
  }
}

/** The occurrences of series that are new here come with them, as they stand; what has just changed comes as it was listed. */
async function withOccurrences(
  calendar: CalendarClient,
  calendarId: string,
  { listed, unknown }: Record<"listed" | "unknown", readonly RawCalendarEvent[]>,
): Promise<RawCalendarEvent[]> {
  const told = new Set(listed.map(({ id }) => id));
  const others = await occurrencesOf(calendar, calendarId, unknown);
  return [...others.filter(({ id }) => !told.has(id)), ...listed];
}

async function importFresh(
  following: Following,
  fresh: readonly PreparedEvent[],
  move: Parameters<typeof finishBatch>[2],
): Promise<number> {
  const { job, row, rule } = following;
  const batch = await batchOf(following, fresh.length);
  const scope: CalendarScope = {
    ...scopeOf(batch),
    people: "rule",
    calendarId: row.part,
    ...choicesOfRule(rule),
    listAddresses: new Set(rule.listAddresses),
    now: batch.createdAt.toISOString(),
  };
  const size = env().IMPORT_CHUNK_SIZE;
  await keepWhatCame(job, scope, async () => {
    for (let start = 0; start < fresh.length; start += size) {
      job.signal.throwIfAborted();
      const chunk = fresh.slice(start, start + size);
      await commitChunk(job, scope, {
        next: {},
        progress: { done: start + chunk.length, total: fresh.length },
        write: async (tx) => {
          await requireRule(tx, job.id, row);
          return writeEvents(tx, scope, chunk);
        },
      });
      await takeOver(following, chunk);
      await job.told();
    }
  });
  const { stored = 0 } = await finishBatch(job, scope, move);
  return stored;
}
