import type { SyncControls } from "#lib/schemas/sync-controls.ts";

/** The account's own calendar, as Google calls it whatever the account is called. */
export const ownCalendar = "primary";

/** Which calendars an approval is of: the account's own where none is named, and first where it is among them. */
export function calendarsOf({ calendars }: Pick<SyncControls, "calendars">): string[] {
  if (calendars.length === 0) return [ownCalendar];
  return [...new Set(calendars)].sort((a, b) => Number(b === ownCalendar) - Number(a === ownCalendar));
}

/** What a source is followed in: mail as a whole, each calendar by itself. */
export const partsOf = (source: "gmail" | "calendar", controls: Pick<SyncControls, "calendars">): string[] =>
  source === "gmail" ? [""] : calendarsOf(controls);

/** How an event is called among the items of its account: it can stand in several calendars under one id. */
export const itemOf = (calendarId: string, eventId: string): string => `${calendarId}/${eventId}`;

/** The calendar and the event; what an older preview listed names the event alone. */
export function partsOfItem(item: string): { calendarId: string; eventId: string } {
  const cut = item.lastIndexOf("/");
  return cut < 0
    ? { calendarId: ownCalendar, eventId: item }
    : { calendarId: item.slice(0, cut), eventId: item.slice(cut + 1) };
}
