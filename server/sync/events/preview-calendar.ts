import { AccountCalendar } from "#lib/schemas/sync.ts";
import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { CalendarClient } from "#server/google/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { type KnownCalendar, storeCalendars } from "../calendars/account-calendars.ts";
import { chosenCalendars, offerOthers } from "../calendars/offer.ts";
import { itemOf } from "../calendars/parts.ts";
import { cursorRows } from "../cursors.ts";
import { settledItems } from "../import/raw-events.ts";
import { connectionRow, type PreviewRow } from "../internal.ts";
import { knownAddresses, knownDomains, knownKeys } from "../known.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";
import { controlsOf } from "../preview-facts.ts";
import { Choices } from "../selection.ts";
import { storePreview } from "../store-preview.ts";
import { calendarItems, calendarResult, cellsOf } from "./calendar-result.ts";
import { outsideOf } from "./event-choice.ts";
import { type ListedEvents, listCalendar } from "./list-calendar.ts";
import { openCalendar } from "./open-calendar.ts";
import { type MetPerson, peopleOfEvents } from "./people-of-events.ts";
import { prepareEvent, seriesUidsOf } from "./prepare-event.ts";
import type { MeetingEvent, PreparedEvent } from "./types.ts";

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
  const { fresh, skipBy } = await judgeEvents(job, connection.id, choices, prepared, "duplicate_in_calendar");
  const people = await withoutIgnored(job, [...peopleOfEvents(fresh, scope).values()]);
  const known = await step(job.ctx, async ({ tx }) => ({
    addresses: await knownAddresses(
      tx,
      people.map((person) => person.address),
    ),
    domains: await knownDomains(
      tx,
      people.flatMap((person) => person.companyDomain ?? []),
    ),
  }));
  const items = calendarItems(people, known, fresh);
  const skip = Object.values(skipBy).reduce((sum, count) => sum + count, 0);
  const count = (kind: string) => items.filter((item) => item.kind === kind).length;
  const counts = {
    total: prepared.length,
    store: prepared.length - skip,
    skip,
    skipBy,
    people: count("person"),
    companies: count("company"),
  };
  await storePreview(job, preview, {
    counts,
    items,
    result: {
      ...calendarResult(
        fresh,
        people.filter(({ address }) => !known.addresses.has(address)),
        people.length - counts.people,
      ),
      skipBy,
      calendars: offered.map((one) => ({ ...AccountCalendar.parse(one), isFollowed: followed.has(one.id) })),
      followed: readings.map(({ calendar: { id }, syncToken, timeZone }) => ({
        id,
        cursor: syncToken ?? "",
        timeZone,
      })),
    },
    controls,
    facts: { cells: cellsOf(fresh), written: [] },
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
    const listed = await listCalendar(client, calendar.id, null, async (events) => {
      const details = Object.fromEntries(events.map((event) => [itemOf(calendar.id, event.id), event]));
      await step(job.ctx, async ({ tx }) => {
        await job.checkpoint(tx, { done: 0, total: 0 });
        await keepPage(tx, preview, { seq: pages, itemIds: Object.keys(details), details });
      });
      await job.told();
      pages++;
    });
    if (listed.syncToken === null)
      job.ctx.log.warn({ pages }, "the listing of a calendar was cut at its cap");
    readings.push({ ...listed, calendar });
  }
  await step(job.ctx, ({ tx }) => dropPagesFrom(tx, preview.id, pages));
  return readings;
}

/** Whom the workspace ignores an import makes no contact of. */
export async function withoutIgnored(job: RunningJob, people: readonly MetPerson[]): Promise<MetPerson[]> {
  const addresses = people.map((person) => person.address);
  const ignored = await step(job.ctx, ({ tx }) => ignoredOf(tx, addresses));
  return people.filter((person) => !ignored.has(person.address));
}

/** What would be stored, and why the rest is not; the same that the import will find. `twice` is said of a second copy. */
export async function judgeEvents(
  job: RunningJob,
  connectionId: string,
  choices: Choices,
  prepared: readonly PreparedEvent[],
  twice: string,
): Promise<{ fresh: MeetingEvent[]; skipBy: Record<string, number> }> {
  const keys = prepared.flatMap(({ outcome }) => (outcome.kind === "event" ? [outcome.key] : []));
  const known = await step(job.ctx, async ({ ctx, tx }) => ({
    items: await settledItems(
      tx,
      connectionId,
      prepared.map(({ item }) => item),
    ),
    keys: new Set(await knownKeys(tx, ctx, keys)),
  }));
  const seen = new Set<string>();
  const fresh: MeetingEvent[] = [];
  const skipBy: Record<string, number> = {};
  const skip = (reason: string) => (skipBy[reason] = (skipBy[reason] ?? 0) + 1);
  for (const { item, outcome } of prepared) {
    const leftOut = outcome.kind === "event" ? outsideOf(outcome.event, choices) : null;
    if (known.items.has(item)) skip("already_stored");
    else if (outcome.kind === "skipped") skip(outcome.reason);
    else if (leftOut) skip(leftOut);
    else if (seen.has(outcome.key)) skip(twice);
    else if (known.keys.has(outcome.key)) skip("already_stored");
    else {
      seen.add(outcome.key);
      fresh.push(outcome.event);
    }
  }
  return { fresh, skipBy };
}
