import { getEvent } from "./get-event.ts";
import { listEvents } from "./list-events.ts";

export { lastOccurrence, latestOccurrence, occurrencesBetween, type Series } from "./recurrence.ts";
export { addDays, dateIn, knownZone, startOfDay } from "./zone.ts";
export { getEvent, listEvents };

export const calendarOperations = [listEvents, getEvent] as const;
