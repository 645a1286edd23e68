import { AppError } from "#lib/errors.ts";
import type { AccountCalendar } from "#lib/schemas/sync.ts";
import type { SyncControls } from "#lib/schemas/sync-controls.ts";
import { type CalendarClient, GoogleError } from "#server/google/index.ts";

import { askCalendars, type KnownCalendar } from "./account-calendars.ts";
import { calendarsOf, ownCalendar } from "./parts.ts";

/** Of more than these nobody is told beforehand how much is in them. */
const countedMax = 20;

/** What Google lists, and which of it were chosen. Throws invalid_input where one of those cannot be read. */
export async function chosenCalendars(
  client: CalendarClient,
  controls: SyncControls,
  account: string | null,
): Promise<{ listed: KnownCalendar[]; chosen: KnownCalendar[] }> {
  const listed = await askCalendars(client);
  const ids = calendarsOf({
    calendars: calendarsOf(controls).map((id) => (id.toLowerCase() === account ? ownCalendar : id)),
  });
  const chosen = ids.map((id) => {
    const found = listed.find((calendar) => calendar.id === id);
    if (!found) throw refused("A calendar that you chose is not in your Google account any more.");
    if (found.role === "freeBusyReader")
      throw refused(`Google shows you of "${found.name}" only when it is busy: there is nothing to read.`);
    return found;
  });
  return { listed, chosen };
}

const refused = (words: string): AppError =>
  new AppError("invalid_input", `${words} Choose others.`, { fields: { "controls.calendars": words } });

/** The others with how much is in each, by one call: for whoever wonders what to choose. */
export async function offerOthers(
  client: CalendarClient,
  others: readonly KnownCalendar[],
  signal: AbortSignal,
): Promise<(AccountCalendar & KnownCalendar)[]> {
  const offered: (AccountCalendar & KnownCalendar)[] = [];
  for (const calendar of others) {
    const isReadable = calendar.role !== "freeBusyReader";
    const asks = isReadable && offered.length < countedMax;
    const counted = asks ? await countOf(client, calendar.id, signal) : null;
    offered.push({
      ...calendar,
      isReadable,
      count: counted?.count ?? null,
      hasMore: counted?.isMore ?? false,
      goneAt: null,
    });
  }
  return offered;
}

/** Null where it cannot be told: that is no reason not to preview the others. */
async function countOf(client: CalendarClient, id: string, signal: AbortSignal) {
  try {
    return await client.countEvents(id);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof GoogleError) return null;
    throw error;
  }
}
