import type { NewPerson } from "../import/people.ts";
import type { ImportScope } from "../import/scope.ts";
import { companyDomain, nameFromAddress, isNoReply } from "../mail/index.ts";
import { isCalendar, type MeetingEvent } from "./types.ts";

/** A meeting of more than these introduces none of them to each other. */
const meetingMax = 20;

export interface MetPerson extends NewPerson {
  meetings: number;
  firstAt: Date;
  lastAt: Date;
}

/**
 * Whom the owner meets: the people of events that the owner organises or said yes or perhaps to. Invitations that were
 * declined or never answered make no contacts, and neither do rooms, groups, robots and crowds.
 */
export function peopleOfEvents(
  events: readonly MeetingEvent[],
  { ownAddresses, listAddresses, choices }: Pick<ImportScope, "ownAddresses" | "listAddresses" | "choices">,
): Map<string, MetPerson> {
  const people = new Map<string, MetPerson>();
  for (const event of events) {
    if (!isMet(event)) continue;
    for (const { address, name } of new Map(event.participants.map((one) => [one.address, one])).values()) {
      if (ownAddresses.has(address) || listAddresses.has(address)) continue;
      if (isNoReply(address) || isCalendar(address) || choices.isExcluded(address)) continue;
      const known = people.get(address);
      if (!known) {
        people.set(address, {
          address,
          name: name || nameFromAddress(address),
          companyDomain: companyDomain(address),
          meetings: 1,
          firstAt: event.occurredAt,
          lastAt: event.occurredAt,
        });
        continue;
      }
      known.meetings++;
      if (name !== "") known.name = name;
      if (event.occurredAt < known.firstAt) known.firstAt = event.occurredAt;
      if (event.occurredAt > known.lastAt) known.lastAt = event.occurredAt;
    }
  }
  return people;
}

function isMet(event: MeetingEvent): boolean {
  const attendees = new Set(event.participants.map(({ address }) => address));
  if (event.status === "cancelled" || attendees.size > meetingMax) return false;
  return event.isOwn || event.response === "accepted" || event.response === "tentative";
}
