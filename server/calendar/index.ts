import { createEvent } from "./create-event.ts";
import { deleteEvent } from "./delete-event.ts";
import { findFreeTimes } from "./free-times.ts";
import { getEvent } from "./get-event.ts";
import { inviteToEvent } from "./invite.ts";
import { listEvents } from "./list-events.ts";
import { moveEvent } from "./move-event.ts";

export { eventChangeEffect } from "./change-effect.ts";
export { eventEffect } from "./event-effect.ts";
export { lastOccurrence, latestOccurrence, occurrencesBetween, type Series } from "./recurrence.ts";
export { createEvent, deleteEvent, findFreeTimes, getEvent, inviteToEvent, listEvents, moveEvent };

export const calendarOperations = [
  listEvents,
  findFreeTimes,
  getEvent,
  createEvent,
  moveEvent,
  inviteToEvent,
  deleteEvent,
] as const;
