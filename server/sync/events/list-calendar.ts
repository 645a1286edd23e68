import {
  type CalendarClient,
  GoogleError,
  numberedPages,
  type RawCalendarEvent,
} from "#server/google/index.ts";

import { UnreadableCalendar } from "../calendars/unreadable.ts";

/** Fifty thousand entries: a calendar that is longer is cut, and says so. */
const pagesMax = 200;

export interface ListedEvents {
  events: RawCalendarEvent[];
  timeZone: string;
  /** Null where the listing was cut. */
  syncToken: string | null;
}

/**
 * All events of a calendar, or what changed since the token; the last of an event that comes twice. A listing that begins
 * again does so with a page 0: what was on its pages before is void.
 */
export async function listCalendar(
  calendar: CalendarClient,
  calendarId: string,
  syncToken: string | null,
  onPage?: (events: RawCalendarEvent[], seq: number) => Promise<void>,
): Promise<ListedEvents> {
  const events = new Map<string, RawCalendarEvent>();
  let [timeZone, next]: [string, string | null] = ["UTC", null];
  const pages = numberedPages((pageToken) =>
    calendar.listEvents(calendarId, { syncToken, pageToken }).catch(unlessGone),
  );
  for await (const { page, seq } of pages) {
    // Its events have no titles and no people: taken for changes, they would empty what is here.
    if (page.role === "freeBusyReader") throw new UnreadableCalendar("busy_only");
    if (seq === 0) events.clear();
    const storable = page.events.map(withoutNulls);
    for (const event of storable) events.set(event.id, event);
    await onPage?.(storable, seq);
    ({ nextSyncToken: next, timeZone } = page);
    if (seq + 1 === pagesMax) break;
  }
  return { events: [...events.values()], timeZone, syncToken: next };
}

/**
 * What differs of these series and is called off of them, however long ago: of a series that was called off and comes back,
 * Google tells as a change, and not what became of its occurrences meanwhile or before.
 */
export async function occurrencesOf(
  calendar: CalendarClient,
  calendarId: string,
  series: readonly RawCalendarEvent[],
): Promise<RawCalendarEvent[]> {
  const occurrences: RawCalendarEvent[] = [];
  for (const { id, iCalUID } of series) {
    if (typeof iCalUID !== "string") continue;
    const whole = await calendar.listSeries(calendarId, iCalUID);
    occurrences.push(...whole.filter(({ recurringEventId }) => recurringEventId === id).map(withoutNulls));
  }
  return occurrences;
}

/** Whether others may hang on it, and it takes place. */
export const isSeries = ({ recurrence, status }: RawCalendarEvent): boolean =>
  Array.isArray(recurrence) && status !== "cancelled";

function unlessGone(error: unknown): never {
  if (error instanceof GoogleError && error.kind === "not_found") throw new UnreadableCalendar("gone");
  throw error;
}

const unstorable = /\\u0000|\\ud[89a-f]/i;

/** jsonb holds neither U+0000 nor half a surrogate pair. */
function withoutNulls(event: RawCalendarEvent): RawCalendarEvent {
  const json = JSON.stringify(event);
  if (!unstorable.test(json)) return event;
  return JSON.parse(json, (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value,
  ) as RawCalendarEvent;
}
