import { bulkMessages } from "./bulk/build.ts";
import { demoEvents } from "./calendar/build.ts";
import { demoCalendars } from "./calendar/others.ts";
import { invitationMessages } from "./calendar/invitations.ts";
import { composeThread } from "./compose.ts";
import { owner, ownerAlias, people } from "./people.ts";
import { writtenThreads } from "./threads/index.ts";
import type { DemoMailbox } from "./types.ts";

export type {
  DemoAttendee,
  DemoCalendar,
  DemoEvent,
  DemoEventTime,
  DemoLabel,
  DemoMailbox,
  DemoMessage,
} from "./types.ts";

/**
 * The mailbox of an invented adviser: the twelve months before `anchor`, and her calendar four weeks beyond it.
 * The same anchor always gives the same bytes.
 */
export function demoMailbox(anchor: Date): DemoMailbox {
  const events = demoEvents(anchor);
  const byAddress = new Map(people.map((someone) => [someone.address, someone]));
  const messages = [
    ...writtenThreads.flatMap((thread) => composeThread(anchor, thread)),
    ...bulkMessages(anchor),
    ...invitationMessages(events, byAddress),
  ].filter((message) => message.at < anchor);
  messages.sort((left, right) => left.at.getTime() - right.at.getTime());
  return {
    account: { email: owner.address, name: owner.name },
    aliases: [ownerAlias],
    messages,
    events,
    calendars: demoCalendars(anchor),
  };
}
