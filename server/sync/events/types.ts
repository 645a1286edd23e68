import type { EventResponse } from "#lib/schemas/calendar.ts";

/** Of a file's calendar there is one; `calendar_events` wants a name for it. */
export const fileCalendar = "file";

export interface EventParticipant {
  address: string;
  name: string;
  role: "organizer" | "attendee";
  response: EventResponse | null;
}

/** Groups, rooms and calendars: they stand among those who take part, and are nobody. */
export const isCalendar = (address: string): boolean => /@(?:[^@]*\.)?calendar\.google\.com$/.test(address);

/** An event in our own terms: what the tables hold of it. */
export interface MeetingEvent {
  providerEventId: string;
  icalUid: string;
  seriesEventId: string | null;
  originalStartAt: Date | null;
  startAt: Date;
  endAt: Date;
  startDate: string | null;
  endDate: string | null;
  timeZone: string;
  status: "confirmed" | "tentative" | "cancelled";
  recurrence: string[];
  recursUntil: Date | null;
  /** When it takes place: of a series the latest occurrence that has begun, else the first. */
  occurredAt: Date;
  response: EventResponse | null;
  etag: string;
  sequence: number;
  updatedAt: string | null;
  title: string;
  body: string;
  location: string | null;
  conferenceUrl: string | null;
  /** Marked private or confidential, for whoever shares the calendar. */
  isPrivate: boolean;
  /** Whether one of the owner's own addresses organises it. */
  isOwn: boolean;
  participants: EventParticipant[];
}

/** Of a whole day the date is what counts, whatever the zone. */
export type Begins = Pick<MeetingEvent, "startAt" | "startDate">;

export const beginOf = ({ outcome }: PreparedEvent): Begins | null =>
  outcome.kind === "event" ? outcome.event : (outcome.begins ?? null);

/** An event of a listing, read and judged by itself. */
export interface PreparedEvent {
  /** Calendar and event id: an event can stand in several calendars. */
  item: string;
  providerEventId: string;
  payload: Buffer | null;
  byteLength: number;
  outcome:
    | { kind: "event"; key: string; event: MeetingEvent }
    /** With when it begins, where that can be read. */
    | { kind: "skipped"; reason: string; begins?: Begins };
}
