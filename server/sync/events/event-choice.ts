import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";

import type { Choices, ItemFacts } from "../selection.ts";
import type { MeetingEvent } from "./types.ts";

const nobody: ReadonlySet<string> = new Set();

export const factsOfEvent = (event: MeetingEvent): ItemFacts => ({
  sender: event.participants.find(({ role }) => role === "organizer")?.address ?? null,
  others: event.participants.map(({ address }) => address),
  labels: [],
  period: {
    start: event.startAt,
    end: event.recurrence.length > 0 ? event.recursUntil : event.endAt,
  },
});

export const kindOfEvent = (event: MeetingEvent): "own" | "person" => (event.isOwn ? "own" : "person");

/** Why a meeting stays out by the controls, or null. Whom one wrote to says nothing of a meeting. */
export function outsideOf(event: MeetingEvent, choices: Choices): ChoiceCode | null {
  const { calendar } = choices.controls;
  if (!calendar.declined && event.response === "declined") return "declined";
  if (!calendar.private && event.isPrivate) return "private_event";
  if (!calendar.allDay && event.startDate !== null) return "all_day";
  return choices.outside(factsOfEvent(event), nobody);
}

export const untickedOf = (event: MeetingEvent, choices: Choices): ChoiceCode | null =>
  choices.unticked(factsOfEvent(event), kindOfEvent(event));
