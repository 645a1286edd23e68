import { hash } from "node:crypto";

import type { RawCalendarEvent } from "#server/google/index.ts";

import { compress } from "../import/prepare.ts";
import {
  cleanLine,
  cleanName,
  cleanText,
  htmlToText,
  limits,
  normaliseAddress,
  shownLine,
} from "../mail/index.ts";
import { itemOf, ownCalendar } from "../calendars/parts.ts";
import { timesOf } from "./event-times.ts";
import { GoogleEvent } from "./google-event.ts";
import {
  type Begins,
  type EventParticipant,
  fileCalendar,
  type MeetingEvent,
  type PreparedEvent,
} from "./types.ts";

/** Marks of a day, not something that people meet for. */
const notMeetings = new Set(["workingLocation", "birthday"]);
const peopleMax = 500;
const idMax = 1_024;

export interface EventScope {
  calendarId: string;
  /** The calendar's. */
  timeZone: string;
  ownAddresses: ReadonlySet<string>;
  now: Date;
  /** The UID of each series, by the provider's id: of an occurrence that was called off Google leaves it out. */
  seriesUids?: ReadonlyMap<string, string>;
}

/** What the series of a listing are called elsewhere. */
export function seriesUidsOf(raws: Iterable<RawCalendarEvent>): Map<string, string> {
  const uids = new Map<string, string>();
  for (const { id, iCalUID } of raws) if (typeof iCalUID === "string") uids.set(id, iCalUID);
  return uids;
}

/** An event as it came from Google, in our own terms or with the reason why it is left out. */
export async function prepareEvent(raw: RawCalendarEvent, scope: EventScope): Promise<PreparedEvent> {
  const bytes = Buffer.from(JSON.stringify(raw));
  const base = {
    item: itemOf(scope.calendarId, raw.id),
    providerEventId: raw.id,
    payload: await compress(bytes),
    byteLength: bytes.byteLength,
  };
  return judgeEvent(base, raw, scope);
}

/** The same of an event whose bytes are kept already, wherever it came from. */
export function judgeEvent(
  base: Omit<PreparedEvent, "outcome">,
  raw: unknown,
  scope: EventScope,
): PreparedEvent {
  const parsed = GoogleEvent.safeParse(raw);
  const skipped = (reason: string, begins?: Begins): PreparedEvent => ({
    ...base,
    outcome: { kind: "skipped", reason, ...(begins ? { begins } : {}) },
  });
  if (!parsed.success) return skipped("not_an_event");
  if (notMeetings.has(parsed.data.eventType)) return skipped("not_a_meeting");
  const times = timesOf(parsed.data, scope.timeZone, scope.now);
  if (parsed.data.status === "cancelled" && parsed.data.recurringEventId === undefined)
    return skipped("called_off", times ?? undefined);
  if (!times) return skipped("not_an_event");
  // Of a series that is called off as a whole, or never came: there is no place for it to keep.
  if (parsed.data.status === "cancelled" && isOrphan(parsed.data, scope)) return skipped("called_off", times);
  const event = meetingOf(parsed.data, times, scope);
  return { ...base, outcome: { kind: "event", key: keyOf(event), event } };
}

const isOrphan = ({ iCalUID, recurringEventId }: GoogleEvent, { seriesUids }: EventScope): boolean =>
  iCalUID === undefined && seriesUids !== undefined && !seriesUids.has(recurringEventId ?? "");

/** The same event on two calendars is one meeting: by its UID, and of a series by the occurrence it stands for. */
function keyOf({ icalUid, originalStartAt }: MeetingEvent): string {
  return `ev:${hash("sha256", `${icalUid}\n${originalStartAt?.toISOString() ?? ""}`, "hex")}`;
}

function meetingOf(
  event: GoogleEvent,
  times: NonNullable<ReturnType<typeof timesOf>>,
  { calendarId, ownAddresses, seriesUids }: EventScope,
): MeetingEvent {
  const { self, isOwn } = ownerIn(event, calendarId, ownAddresses);
  const { text } = /<\w/.test(event.description)
    ? htmlToText(event.description)
    : { text: event.description };
  return {
    ...times,
    providerEventId: cleanLine(event.id, idMax),
    icalUid: cleanLine(
      event.iCalUID ?? seriesUids?.get(event.recurringEventId ?? "") ?? event.recurringEventId ?? event.id,
      idMax,
    ),
    seriesEventId: event.recurringEventId ? cleanLine(event.recurringEventId, idMax) : null,
    status: event.status,
    response: responseOf(self?.responseStatus) ?? (isOwn ? "accepted" : null),
    etag: cleanLine(event.etag, idMax),
    sequence: event.sequence,
    updatedAt: event.updated ?? null,
    title: shownLine(event.summary, limits.subjectChars),
    body: cleanText(text, limits.bodyChars),
    location: shownLine(event.location, 1_000) || null,
    conferenceUrl: conferenceOf(event),
    isPrivate: event.visibility === "private" || event.visibility === "confidential",
    isOwn,
    // What was called off keeps its place in the series, and nobody's time.
    participants: event.status === "cancelled" ? [] : participantsOf(event),
  };
}

/** Who of an event is the owner. On another calendar "self" is that calendar, or whoever it belongs to. */
function ownerIn(
  { organizer, creator, attendees }: GoogleEvent,
  calendarId: string,
  ownAddresses: ReadonlySet<string>,
): { self: GoogleEvent["attendees"][number] | undefined; isOwn: boolean } {
  const isTheirs = (person: { email?: string | undefined } | undefined): boolean => {
    const address = normaliseAddress(person?.email ?? "");
    return address !== null && ownAddresses.has(address);
  };
  if (calendarId === ownCalendar || calendarId === fileCalendar) {
    const self = attendees.find((attendee) => attendee.self === true);
    return { self, isOwn: organizer?.self === true || isTheirs(organizer) || !organizer };
  }
  const isCalendars = organizer?.self === true || !organizer;
  return {
    self: attendees.find(isTheirs),
    isOwn: isTheirs(organizer) || (isCalendars && isTheirs(creator)),
  };
}

function participantsOf({ organizer, attendees }: GoogleEvent): EventParticipant[] {
  const people = new Map<string, EventParticipant>();
  const add = (
    role: EventParticipant["role"],
    person: { email?: string | undefined; displayName?: string | undefined },
    response: string | undefined,
  ) => {
    const address = normaliseAddress(person.email ?? "");
    if (address === null || people.has(role + address)) return;
    const name = cleanName(person.displayName ?? "", address);
    people.set(role + address, { address, name, role, response: responseOf(response) });
  };
  if (organizer) add("organizer", organizer, undefined);
  for (const attendee of attendees.slice(0, peopleMax)) {
    if (attendee.resource !== true) add("attendee", attendee, attendee.responseStatus);
  }
  return [...people.values()];
}

function responseOf(status: string | undefined): EventParticipant["response"] {
  switch (status) {
    case "accepted":
    case "declined":
    case "tentative":
      return status;
    case "needsAction":
      return "waiting";
    default:
      return null;
  }
}

/** Where to join by video; an address that is not https is not offered. */
function conferenceOf({ hangoutLink, conferenceData }: GoogleEvent): string | null {
  const video = conferenceData?.entryPoints.find((entry) => entry.entryPointType === "video")?.uri;
  const url = cleanLine(video ?? hangoutLink ?? "", 1_000);
  return url.startsWith("https://") ? url : null;
}
