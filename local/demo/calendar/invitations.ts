import { dayMs, homeZone, mailDate, spokenTime } from "../clock.ts";
import { owner, person, type DemoPerson } from "../people.ts";
import { encodeWords, hash, hex16, mailbox, rfc822, type MailPart } from "../rfc822.ts";
import type { DemoEvent, DemoMessage } from "../types.ts";

type Letter = { event: DemoEvent; from: DemoPerson; to: DemoPerson; at: Date };

const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, "");
const escaped = (text: string) => text.replace(/[\\;,]/g, (sign) => `\\${sign}`);

function startOf(event: DemoEvent): Date {
  return new Date("date" in event.start ? `${event.start.date}T00:00:00Z` : event.start.dateTime);
}

function timeLine(name: string, time: DemoEvent["start"]): string {
  if ("date" in time) return `${name};VALUE=DATE:${time.date.replaceAll("-", "")}`;
  return `${name}:${stamp(new Date(time.dateTime))}`;
}

function attendeeLine(attendee: { email: string; displayName?: string; responseStatus: string }): string {
  const status = attendee.responseStatus === "needsAction" ? "NEEDS-ACTION" : attendee.responseStatus;
  return `ATTENDEE;CN="${attendee.displayName ?? ""}";PARTSTAT=${status.toUpperCase()}:mailto:${attendee.email}`;
}

function calendarPart({ event, at }: Letter, method: "REQUEST" | "REPLY", from: string): MailPart {
  const attendees = (event.attendees ?? []).filter((one) => method === "REQUEST" || one.email === from);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Calendar stand-in//EN",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${event.iCalUID}`,
    `DTSTAMP:${stamp(at)}`,
    timeLine("DTSTART", event.start),
    timeLine("DTEND", event.end),
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.location === undefined ? [] : [`LOCATION:${escaped(event.location)}`]),
    ...(event.recurrence ?? []),
    `ORGANIZER;CN="${event.organizer.displayName ?? ""}":mailto:${event.organizer.email}`,
    ...attendees.map(attendeeLine),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return { type: `text/calendar; method=${method}`, text: lines.join("\n") };
}

function message(letter: Letter, kind: string, verb: string, method: "REQUEST" | "REPLY"): DemoMessage {
  const { event, from, to, at } = letter;
  const key = `${kind}/${event.id}/${from.key}`;
  const when = "date" in event.start ? event.start.date : spokenTime(startOf(event), "en");
  const invited = [event.summary, when, event.location ?? "", event.description ?? ""];
  const lines = method === "REQUEST" ? invited : [`${verb}: ${event.summary}`];
  const raw = rfc822(
    [
      ["Message-ID", `<calendar-${hex16(key)}@${from.address.split("@")[1] ?? ""}>`],
      ["Date", mailDate(at, homeZone)],
      ["From", mailbox(from.name, from.address)],
      ["To", mailbox(to.name, to.address)],
      ["Subject", encodeWords(`${verb}: ${event.summary} @ ${when}`)],
      ["Auto-Submitted", "auto-generated"],
    ],
    [
      { type: "text/plain", text: lines.filter((line) => line !== "").join("\n") },
      calendarPart(letter, method, from.address),
    ],
    [],
  );
  return {
    id: hex16(key),
    threadKey: `${kind}/${event.id}`,
    labelIds: ["INBOX", "CATEGORY_PERSONAL"],
    at,
    raw,
  };
}

const verbs = { accepted: "Accepted", declined: "Declined", tentative: "Tentatively accepted" } as const;

/** The mails that a calendar sends: some invitations to the owner, some answers to the owner's own. */
export function invitationMessages(events: DemoEvent[], byAddress: Map<string, DemoPerson>): DemoMessage[] {
  const mails: DemoMessage[] = [];
  for (const event of events) {
    if (event.recurringEventId !== undefined || event.visibility === "private") continue;
    const host = byAddress.get(event.organizer.email);
    if (host === undefined || event.attendees === undefined) continue;
    const sentAt = new Date(event.created);
    const own = event.attendees.find((attendee) => attendee.self);
    if (host.key !== owner.key) {
      if (own?.responseStatus === "needsAction" || hash(event.id) % 5 === 0) {
        mails.push(
          message({ event, from: host, to: owner, at: sentAt }, "invitation", "Invitation", "REQUEST"),
        );
      }
      continue;
    }
    for (const attendee of event.attendees.slice(1, 3)) {
      const guest = byAddress.get(attendee.email);
      if (guest === undefined || attendee.responseStatus === "needsAction") continue;
      if (hash(event.id + attendee.email) % 2 === 0) continue;
      const at = new Date(sentAt.getTime() + (dayMs * (1 + (hash(attendee.email) % 20))) / 48);
      const letter = { event, from: guest, to: person(owner.key), at };
      mails.push(message(letter, "answer", verbs[attendee.responseStatus], "REPLY"));
    }
  }
  return mails;
}
