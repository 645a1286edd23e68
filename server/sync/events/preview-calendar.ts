import { AppError } from "#lib/errors.ts";
import { nothingUnticked } from "#lib/schemas/sync-controls.ts";
import { hashOf, step } from "#server/core/index.ts";
import { ignoredOf } from "#server/ignored/index.ts";
import type { RunningJob } from "#server/jobs/index.ts";

import { partOf } from "../cursors.ts";
import { settledItems } from "../import/raw-events.ts";
import { connectionRow, type PreviewRow } from "../internal.ts";
import { knownAddresses, knownDomains, knownKeys } from "../known.ts";
import { dropPagesFrom, keepPage } from "../preview-pages.ts";
import { controlsOf } from "../preview-facts.ts";
import { Choices } from "../selection.ts";
import { storePreview } from "../store-preview.ts";
import { calendarItems, calendarResult, cellsOf } from "./calendar-result.ts";
import { outsideOf } from "./event-choice.ts";
import { listCalendar } from "./list-calendar.ts";
import { openCalendar } from "./open-calendar.ts";
import { type MetPerson, peopleOfEvents } from "./people-of-events.ts";
import { prepareEvent, seriesUidsOf } from "./prepare-event.ts";
import type { MeetingEvent, PreparedEvent } from "./types.ts";

/** Lists a whole calendar and counts exactly; what was listed is kept for the import. */
export async function previewCalendar(job: RunningJob, preview: PreviewRow): Promise<unknown> {
  const connection = await step(job.ctx, ({ tx }) => connectionRow(tx, preview.connectionId));
  const calendar = await openCalendar(job, connection.id);
  const chosen = controlsOf(preview);
  const addresses = [...new Set([...(connection.account ? [connection.account] : []), ...chosen.addresses])];
  const controls = { ...chosen, addresses };
  const choices = new Choices(controls, nothingUnticked);
  const calendarId = partOf("calendar");
  let pages = 0;
  const listed = await listCalendar(calendar, calendarId, null, async (events, seq) => {
    await step(job.ctx, async ({ tx }) => {
      await job.checkpoint(tx, { done: 0, total: 0 });
      const details = Object.fromEntries(events.map((event) => [event.id, event]));
      await keepPage(tx, preview, { seq, itemIds: events.map(({ id }) => id), details });
    });
    await job.told();
    pages = seq + 1;
  });
  await step(job.ctx, ({ tx }) => dropPagesFrom(tx, preview.id, pages));
  if (listed.events.length === 0) {
    throw new AppError("unsupported", "There is nothing in this calendar yet: nothing to import.");
  }
  if (listed.syncToken === null) job.ctx.log.warn({ pages }, "the listing of a calendar was cut at its cap");

  const scope = {
    calendarId,
    timeZone: listed.timeZone,
    choices,
    ownAddresses: choices.own,
    listAddresses: new Set<string>(),
    now: preview.createdAt,
    seriesUids: seriesUidsOf(listed.events),
  };
  const prepared: PreparedEvent[] = [];
  for (const raw of listed.events) prepared.push(await prepareEvent(raw, scope));
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
      cursor: listed.syncToken ?? "",
      timeZone: listed.timeZone,
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
