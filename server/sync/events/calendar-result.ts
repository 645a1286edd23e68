import type { PreviewResult } from "#lib/schemas/previews.ts";
import { wholeDayAt } from "#lib/whole-day.ts";

import { byName, companyName } from "../mail/index.ts";
import { domainsOf, type PreviewItemRow } from "../preview-result.ts";
import { domainOf } from "../selection.ts";
import { factsOfEvent, kindOfEvent } from "./event-choice.ts";
import type { MetPerson } from "./people-of-events.ts";
import type { MeetingEvent } from "./types.ts";

const samplesMax = 10;

interface Known {
  addresses: ReadonlySet<string>;
  domains: ReadonlySet<string>;
}

const times = (count: number): string => (count === 1 ? "1 meeting" : `${count} meetings`);

/** The people and companies that an import of these meetings would make, busiest first. */
export function calendarItems(
  people: readonly MetPerson[],
  known: Known,
  events: readonly MeetingEvent[],
): PreviewItemRow[] {
  const sorted = people.toSorted((a, b) => b.meetings - a.meetings || byName(a, b));
  const fresh = sorted.filter(({ address }) => !known.addresses.has(address));
  const places = placesOf(events);
  const byDomain = new Map<string, number>();
  for (const { companyDomain: domain } of fresh) {
    if (domain !== null && !known.domains.has(domain)) byDomain.set(domain, (byDomain.get(domain) ?? 0) + 1);
  }
  return [
    ...fresh.map((person, seq) => ({
      kind: "person" as const,
      seq,
      key: person.address,
      name: person.name,
      why: `you meet them in ${times(person.meetings)}`,
      detail: {
        meetingCount: person.meetings,
        firstAt: person.firstAt.toISOString(),
        lastAt: person.lastAt.toISOString(),
        companyDomain: person.companyDomain,
        domain: domainOf(person.address, person.companyDomain),
        cells: places.get(person.address) ?? [],
      },
    })),
    ...[...byDomain]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([domain, count], seq) => ({
        kind: "company" as const,
        seq,
        key: domain,
        name: companyName(domain),
        why: `${count === 1 ? "1 person uses" : `${count} people use`} an address of ${domain}`,
        detail: { peopleCount: count },
      })),
    ...sorted
      .filter(({ address }) => known.addresses.has(address))
      .map((person, seq) => ({
        kind: "known" as const,
        seq,
        key: person.address,
        name: person.name,
        why: `is a contact already and stays as it is; ${times(person.meetings)} of yours ${person.meetings === 1 ? "is" : "are"} added`,
        detail: { meetingCount: person.meetings },
      })),
  ];
}

/** Each meeting by what it can be chosen by; one cell for each, in their order. */
export const cellsOf = (events: readonly MeetingEvent[]) =>
  events.map((event) => ({
    sender: factsOfEvent(event).sender,
    kind: kindOfEvent(event),
    labels: [],
    count: 1,
  }));

/** The meetings of each address, by their place. */
function placesOf(events: readonly MeetingEvent[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  events.forEach(({ participants }, place) => {
    for (const address of new Set(participants.map((one) => one.address))) {
      places.set(address, [...(places.get(address) ?? []), place]);
    }
  });
  return places;
}

const wholeDayOf = ({ occurredAt, startDate, timeZone }: MeetingEvent): string | null =>
  wholeDayAt(occurredAt.toISOString(), { start_date: startDate, time_zone: timeZone });

/** What the page shows beside the counts. A series counts once, by its latest occurrence. */
export function calendarResult(
  events: readonly MeetingEvent[],
  fresh: readonly MetPerson[],
  peopleKnown: number,
): PreviewResult {
  const months = new Map<string, number>();
  for (const event of events) {
    const month = (wholeDayOf(event) ?? event.occurredAt.toISOString()).slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  const own = events.filter((event) => event.isOwn).length;
  const dates = events.map((event) => event.occurredAt.getTime()).sort((a, b) => a - b);
  const every = Math.max(1, Math.floor(events.length / samplesMax));
  const isoAt = (atMs: number | undefined) => (atMs === undefined ? null : new Date(atMs).toISOString());
  return {
    skipBy: {},
    byMonth: [...months]
      .map(([month, count]) => ({ month, count }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    bySenderKind: { person: events.length - own, newsletter: 0, automated: 0, list: 0, own },
    labels: [],
    calendars: [],
    byLabel: [],
    byDomain: domainsOf(fresh),
    samples: events
      .filter((_, index) => index % every === 0)
      .slice(0, samplesMax)
      .map((event) => ({
        subject: event.title,
        from: event.participants.find(({ role }) => role === "organizer")?.address ?? null,
        at: event.occurredAt.toISOString(),
        startDate: wholeDayOf(event),
      })),
    peopleKnown,
    companiesKnown: 0,
    leftOutBy: {},
    listAddresses: [],
    mailboxGuess: null,
    warnings: [],
    firstAt: isoAt(dates[0]),
    lastAt: isoAt(dates.at(-1)),
    estimate: null,
  };
}
