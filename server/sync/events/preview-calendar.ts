import { AccountCalendar } from "#lib/schemas/sync.ts";
import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import type { CalendarClient } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type KnownCalendar, storeCalendars } from "../calendars/account-calendars.ts";
import { chosenCalendars, offerOthers } from "../calendars/offer.ts";
import { itemOf } from "../calendars/parts.ts";
import { cursorRows } from "../cursors.ts";
import { connectionRow, type PreviewRow } from "../internal.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";
import { controlsOf } from "../preview-facts.ts";
import { Choices } from "../selection.ts";
import { storePreview } from "../store-preview.ts";
import { foreseeEvents } from "./foresee-events.ts";
import { type ListedEvents, listCalendar } from "./list-calendar.ts";
import { openCalendar } from "./open-calendar.ts";
import { prepareEvent, seriesUidsOf } from "./prepare-event.ts";
import type { PreparedEvent } from "./types.ts";

/** Lists the chosen calendars whole and counts exactly; what was listed is kept for the import. */
export async function previewCalendar(job: RunningJob, preview: PreviewRow): Promise<unknown> {
  const connection = await step(job.ctx, ({ tx }) => connectionRow(tx, preview.connectionId));
  const calendar = await openCalendar(job, connection.id);
  const chosen = controlsOf(preview);
  const addresses = [...new Set([...(connection.account ? [connection.account] : []), ...chosen.addresses])];
  const { listed, chosen: calendars } = await chosenCalendars(calendar, chosen, connection.account);
  // By the names that they are stored under, whatever they were called.
  const controls = { ...chosen, addresses, calendars: calendars.map(({ id }) => id) };
  const choices = new Choices(controls, nothingUnticked);
  const readings = await readCalendars(job, preview, calendar, calendars);
  const others = listed.filter(({ id }) => !calendars.some((one) => one.id === id));
  const offered = [
    ...readings.map(({ calendar: one, events }) => ({
      ...one,
      isReadable: true,
      count: events.length,
      hasMore: false,
      goneAt: null,
    })),
    ...(await offerOthers(calendar, others, job.signal)),
  ];
  const owned = { ...preview, connectionId: connection.id };
  const followed = await step(job.ctx, async ({ tx }) => {
    await storeCalendars(tx, owned, offered);
    const rows = await cursorRows(tx, connection.id);
    return new Set(rows.flatMap(({ source, part, rule }) => (source === "calendar" && rule ? [part] : [])));
  });

  const scope = {
    choices,
    ownAddresses: choices.own,
    listAddresses: new Set<string>(),
    now: preview.createdAt,
  };
  const prepared: PreparedEvent[] = [];
  for (const { calendar: one, events, timeZone } of readings) {
    const of = { ...scope, calendarId: one.id, timeZone, seriesUids: seriesUidsOf(events) };
    for (const raw of events) prepared.push(await prepareEvent(raw, of));
  }
  const foreseen = await foreseeEvents(job, connection.id, scope, prepared, "duplicate_in_calendar");
  const { counts } = foreseen;
  await storePreview(job, preview, {
    ...foreseen,
    result: {
      ...foreseen.result,
      calendars: offered.map((one) => ({ ...AccountCalendar.parse(one), isFollowed: followed.has(one.id) })),
      followed: readings.map(({ calendar: { id }, syncToken, timeZone }) => ({
        id,
        cursor: syncToken ?? "",
        timeZone,
      })),
    },
    controls,
    hash: hashOf([
      connection.account,
      controls,
      prepared.map(({ item, outcome }) => [item, outcome.kind]),
      counts,
    ]),
    progress: prepared.length,
  });
  return { total: counts.total, store: counts.store };
}

interface Reading extends ListedEvents {
  calendar: KnownCalendar;
}

/** Page by page, each of one calendar. */
async function readCalendars(
  job: RunningJob,
  preview: PreviewRow,
  client: CalendarClient,
  calendars: readonly KnownCalendar[],
): Promise<Reading[]> {
  const readings: Reading[] = [];
  let pages = 0;
  for (const calendar of calendars) {
    const first = pages;
    const listed = await listCalendar(client, calendar.id, null, async (events, page) => {
      const details = Object.fromEntries(events.map((event) => [itemOf(calendar.id, event.id), event]));
      await step(job.ctx, async ({ tx }) => {
        await job.checkpoint(tx, { done: 0, total: 0 });
        await keepPage(tx, preview, { seq: first + page, itemIds: Object.keys(details), details });
      });
      await job.told();
      pages = first + page + 1;
    });
    if (listed.syncToken === null)
      job.ctx.log.warn({ pages }, "the listing of a calendar was cut at its cap");
    readings.push({ ...listed, calendar });
  }
  await step(job.ctx, ({ tx }) => dropPagesFrom(tx, preview.id, pages));
  return readings;
}
