import { createEvent } from "./create-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { getEvent } from "./get-event.ts";
import { listEvents } from "./list-events.ts";

export { eventEffect } from "./event-effect.ts";
export { lastOccurrence, latestOccurrence, occurrencesBetween, type Series } from "./recurrence.ts";
export { addDays, dateIn, instantAt, knownZone, offsetAt, startOfDay } from "./zone.ts";
export { createEvent, deleteEvent, getEvent, listEvents };

export const calendarOperations = [listEvents, getEvent, createEvent, deleteEvent] as const;
