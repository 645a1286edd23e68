export type CalendarView = "week" | "agenda";

export interface CalendarPlace {
  /** YYYY-MM-DD; null is today. */
  date: string | null;
  view: CalendarView;
  /** The occurrence that is open. */
  event?: { id: string; startAt: string } | null;
}

/** The address of a part of the calendar. */
export function calendarPath({ date, view, event }: CalendarPlace): string {
  const query = new URLSearchParams();
  if (view === "agenda") query.set("view", view);
  if (date) query.set("date", date);
  if (event) {
    query.set("event", event.id);
    query.set("at", event.startAt);
  }
  return query.size === 0 ? "/calendar" : `/calendar?${query}`;
}

/** Of a series there are many occurrences with one id. */
export const occurrenceKey = ({ id, startAt }: { id: string; startAt: string }): string => `${id} ${startAt}`;
