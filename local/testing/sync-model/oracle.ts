import type { Database } from "#local/services/google/database.ts";

/** How mail and calendars of an account are to stand here. */
export interface Standing {
  /** Subjects, sorted: one for each Message-ID that stands in the mailbox. */
  mails: string[];
  /** "id LABEL LABEL" of each message that stands there. */
  labels: string[];
  /** Subjects by conversation: "one|two". */
  threads: string[];
  /** "address in/out" of each person that mail was exchanged with. */
  people: string[];
  /**
   * "id title start people" of each event that takes place and is let in, and "id called off" of each occurrence that does
   * not, or is not.
   */
  events: string[];
}

type MessageRow = {
  id: string;
  thread_id: string;
  message_id: string;
  subject: string;
  sender: string;
  recipients: string;
};

/** Reads the stand-in's own tables, and knows nothing of how anybody follows them. */
export function standingAtGoogle(
  database: Database,
  { email, unticked }: { email: string; unticked: ReadonlyMap<string, readonly string[]> },
): Standing {
  const labelsOf = new Map<string, string[]>();
  for (const { message_id: id, label_id: label } of database.all<{ message_id: string; label_id: string }>(
    "select message_id, label_id from message_labels where email = ? order by label_id",
    email,
  )) {
    labelsOf.set(id, [...(labelsOf.get(id) ?? []), label]);
  }
  const elsewhere = new Set(["TRASH", "SPAM", "DRAFT"]);
  const standing = database
    .all<MessageRow>(
      "select id, thread_id, message_id, subject, sender, recipients from messages where email = ? order by id",
      email,
    )
    .filter(({ id }) => !(labelsOf.get(id) ?? []).some((label) => elsewhere.has(label)));
  const mails = [...new Map(standing.map((message) => [message.message_id, message])).values()];
  return {
    mails: mails.map(({ subject }) => subject).sort(),
    labels: standing.map(({ id }) => [id, ...(labelsOf.get(id) ?? [])].join(" ")).sort(),
    threads: [...Map.groupBy(mails, ({ thread_id }) => thread_id).values()]
      .map((group) =>
        group
          .map(({ subject }) => subject)
          .sort()
          .join("|"),
      )
      .sort(),
    people: peopleOf(mails, email),
    events: eventsOf(database, email, unticked),
  };
}

function peopleOf(mails: readonly MessageRow[], email: string): string[] {
  const counts = new Map<string, { wrote: number; received: number }>();
  for (const { sender, recipients } of mails) {
    const isOwn = sender.includes(email);
    const other = addressIn(isOwn ? recipients : sender);
    const count = counts.get(other) ?? { wrote: 0, received: 0 };
    if (isOwn) count.received++;
    else count.wrote++;
    counts.set(other, count);
  }
  return [...counts].map(([address, { wrote, received }]) => `${address} ${wrote}/${received}`).sort();
}

const addressIn = (text: string): string => /[^\s<>,"]+@[^\s<>,"]+/.exec(text)?.[0] ?? "";

interface Body {
  id: string;
  status?: string;
  summary?: string;
  start?: { dateTime?: string };
  recurringEventId?: string;
  visibility?: string;
  attendees?: { email: string; responseStatus?: string }[];
  organizer?: { email: string };
}

/** The events of a calendar as the stand-in has them. */
export const eventBodies = (database: Database, email: string, calendarId: string): string[] =>
  database
    .all<{ body: string }>(
      "select body from events where email = ? and calendar_id = ? order by id",
      email,
      calendarId,
    )
    .map(({ body }) => body);

/**
 * What stands in any calendar, first as those have it that are followed, then as it was known of the others when they were
 * unticked: the one that was followed longest knew it last.
 */
function eventsOf(
  database: Database,
  email: string,
  unticked: ReadonlyMap<string, readonly string[]>,
): string[] {
  const calendars = database.all<{ id: string }>("select id from calendars where email = ?", email);
  const followed = calendars.filter(({ id }) => !unticked.has(id));
  const kept = [
    ...followed.map(({ id }) => eventBodies(database, email, id)),
    ...[...unticked.values()].reverse(),
  ].map((calendar) =>
    calendar.map((text) => {
      const body = JSON.parse(text) as Body;
      const takesPlace = body.status !== "cancelled";
      return { ...body, takesPlace, isHere: takesPlace && isLetIn(body, email) };
    }),
  );
  const standing = new Map<string, Body>();
  for (const body of kept.flat()) if (body.isHere && !standing.has(body.id)) standing.set(body.id, body);
  const calledOff = kept.flatMap((calendar) => {
    // With a series all of its occurrences leave a calendar, which says nothing of those in another one.
    const takingPlace = new Set(calendar.flatMap(({ id, takesPlace }) => (takesPlace ? [id] : [])));
    return calendar.flatMap(({ id, isHere, recurringEventId: series = "" }) =>
      !isHere && takingPlace.has(series) && standing.has(series) && !standing.has(id) ? [id] : [],
    );
  });
  return [
    ...[...standing.values()].map(inWords),
    ...[...new Set(calledOff)].map((id) => `${id} called off`),
  ].sort();
}

/** By the rule of the model's accounts: nothing that is private, or was declined. */
const isLetIn = ({ visibility, attendees = [] }: Body, email: string): boolean =>
  visibility !== "private" &&
  !attendees.some((one) => one.email === email && one.responseStatus === "declined");

/** A calendar takes part in nothing, whatever it organises. */
function inWords({ id, summary, start, attendees = [], organizer }: Body): string {
  const people = new Set(
    [...attendees, ...(organizer ? [organizer] : [])]
      .map((one) => one.email)
      .filter((one) => !one.endsWith(".calendar.google.com")),
  );
  const at = new Date(start?.dateTime ?? "").toISOString();
  return `${id} ${summary ?? ""} ${at} ${[...people].sort().join(",")}`;
}
