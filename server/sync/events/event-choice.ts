import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";

import type { Choices, ItemFacts } from "../selection.ts";
import type { MeetingEvent, PreparedEvent } from "./types.ts";

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

/** The same of what a calendar says of an event now. What is called off says too little of itself to be judged. */
export function leftOutOf({ outcome }: PreparedEvent, choices: Choices): ChoiceCode | null {
  if (outcome.kind !== "event" || outcome.event.status === "cancelled") return null;
  return outsideOf(outcome.event, choices) ?? untickedOf(outcome.event, choices);
}

/** Whether others hang on it: the series it belongs to goes on without it, or its occurrences are known by it. */
export const isOfSeries = ({ seriesEventId, recurrence }: MeetingEvent): boolean =>
  seriesEventId !== null || recurrence.length > 0;

/** Of what is left out: where it belongs in its series, and nothing of what it says. */
export function placeOf(event: MeetingEvent): MeetingEvent {
  const at = event.originalStartAt ?? event.startAt;
  return {
    ...event,
    startAt: at,
    endAt: at,
    startDate: null,
    endDate: null,
    status: "cancelled",
    recurrence: [],
    recursUntil: null,
    occurredAt: at,
    response: null,
    title: "",
    body: "",
    location: null,
    conferenceUrl: null,
    isOwn: false,
    participants: [],
  };
}
