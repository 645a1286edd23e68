import { owner, person } from "../people.ts";
import { hex16 } from "../rfc822.ts";
import type { DemoCalendar, DemoEvent } from "../types.ts";
import { demoEvents, eventOf, exceptionOf } from "./build.ts";
import { parseRows } from "./rows.ts";

/** The firm's own calendar: where people are, and what is decided together. In the form that series.ts explains. */
const team = `
t1 | Frukost på kontoret | w40 thu 08:00 | 45 | nora, ada, tobias | Göteborg | rrule:FREQ=WEEKLY;INTERVAL=4;BYDAY=TH | Den som kommer sist tar disken
!t1 | w28 thu | cancelled
!t1 | w4 thu | moved | w4 fri 08:00
t2 | Pipeline, all of us | w46 tue 16:00 | 50 | etienne, ada, nora, tobias, maud | | rrule:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU; meet | Who is waiting for whom, and since when
t3 | Tobias: pappaledig | w30 mon | 26 | tobias | | allday; free | Ring Nora
t4 | Maud en vacances | w16 mon | 12 | maud | | allday; free |
t5 | Bureau de Lyon fermé | w20 mon | 1 | maud | | allday; free | Fuites au plafond
t6 | Revisorn på besök | w38 wed 09:00 | 240 | nora, ada, etienne | Göteborg, stora rummet | | Kvitton i pärmen, inte i fickan
t7 | Offsite, dag 1 | w22 thu 10:00 | 420 | nora, ada, tobias, etienne, maud | Marstrand | | Båten går 08:40
t8 | Offsite, dag 2 | w22 fri 09:00 | 300 | nora, ada, tobias, etienne, maud | Marstrand | |
t9 | Interview: analyst, first round | w12 tue 13:00 | 120 | tobias, nora, ada- | Göteborg | |
t10 | Interview: analyst, second round | w10 wed 10:00 | 90 | nora, ada, tobias | Göteborg | |
t11 | Fire drill | w8 mon 11:00 | 15 | nora | Göteborg | | Not a drill for the coffee machine
t12 | Etienne à Marseille | w6 tue | 3 | etienne | | allday; free | Joignable le soir
t13 | Prices for next year | w3 thu 13:00 | 90 | etienne, ada, nora | | meet |
t14 | Julbord | w-2 thu 18:00 | 240 | nora, ada?, tobias, etienne, maud | Sjömagasinet | | Allergier till Nora
t15 | New laptops | w1 mon 09:30 | 30 | tobias | Göteborg | | Bring the old one, and its charger
`;

/** A colleague's, shared so that others see when she is busy. */
const nora = `
n1 | Tandläkaren | w2 mon 08:00 | 45 | nora | | private |
n2 | Budget | w1 tue 10:00 | 60 | nora, tobias | |
n3 | Resa | w-1 thu | 2 | nora | | allday |
`;

const teamId = "c_5d1f7e0a9b3c4d2e8f60@group.calendar.google.com";

function eventsOf(anchor: Date, table: string): DemoEvent[] {
  const { events, exceptions } = parseRows(table);
  return [
    ...events.map((row) => eventOf(anchor, row)),
    ...exceptions.flatMap((exception) => {
      const row = events.find(({ key }) => key === exception.series);
      return row ? [exceptionOf(anchor, row, exception)] : [];
    }),
  ];
}

/** As it stands on a calendar that is no person's: nobody of those who take part is "self". */
function onTeam(event: DemoEvent, organizer: DemoEvent["organizer"]): DemoEvent {
  const { email, displayName = email } = event.creator;
  const attendees = event.attendees?.map(({ self: _, ...one }) => one);
  return { ...event, creator: { email, displayName }, organizer, ...(attendees ? { attendees } : {}) };
}

/** The other calendars in the owner's list. One of the firm's meetings stands in her own calendar too. */
export function demoCalendars(anchor: Date): DemoCalendar[] {
  const monday = hex16("event/monday");
  const shared = demoEvents(anchor)
    .filter(({ id, recurringEventId }) => id === monday || recurringEventId === monday)
    .map((event) => onTeam(event, { email: owner.address, displayName: owner.name }));
  const self = { email: teamId, displayName: "Team", self: true };
  return [
    {
      id: teamId,
      summary: "Team",
      timeZone: "Europe/Stockholm",
      role: "owner",
      events: [...eventsOf(anchor, team).map((event) => onTeam(event, self)), ...shared],
    },
    {
      id: person("nora").address,
      summary: person("nora").name,
      timeZone: "Europe/Stockholm",
      role: "freeBusyReader",
      events: eventsOf(anchor, nora).map((event) => ({ ...event, id: hex16(`${owner.key}/${event.id}`) })),
    },
  ];
}
