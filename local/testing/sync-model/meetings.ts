import { deleteEvent, insertEvent, updateEvent } from "#local/services/google/calendar/change.ts";
import {
  type Calendar,
  exceptionsOf,
  findCalendar,
  findEvent,
  putEvent,
} from "#local/services/google/calendar/store.ts";
import type { Google } from "#local/services/google/google.ts";

import type { Happening } from "./history.ts";
import { pick } from "./pick.ts";

/** What happens to events. */
export type OfMeetings = Extract<
  Happening,
  {
    do:
      | "event"
      | "change event"
      | "call off"
      | "call on"
      | "make private"
      | "make open"
      | "decline"
      | "accept"
      | "make occurrence private"
      | "put into the other calendar too"
      | "move to the other calendar"
      | "move occurrence"
      | "call occurrence off";
  }
>;

interface Made {
  id: string;
  series: boolean;
}

const dayOf = (week: number): string => String(4 + 7 * week).padStart(2, "0");
const occurrenceOf = ({ id }: Made, week: number): string => `${id}_202603${dayOf(week)}T080000Z`;

/** The calendars of an account at the stand-in. What stands in two of them changes in both, as Google's meetings do. */
export class Meetings {
  readonly #google: Google;
  readonly #email: string;
  readonly #tag: string;
  readonly #calendars: readonly Calendar[];
  #count = 0;
  readonly #events: Made[] = [];
  /** Occurrences that differ and went with their series, by calendar and series: they come back with it. */
  readonly #goneWith = new Map<string, string[]>();

  constructor(
    google: Google,
    { email, tag, calendarIds }: { email: string; tag: string; calendarIds: readonly string[] },
  ) {
    this.#google = google;
    this.#email = email;
    this.#tag = tag;
    this.#calendars = calendarIds.map((id) => findCalendar(google.database, email, id));
  }

  happen(happening: OfMeetings): void {
    const number = ++this.#count;
    if (happening.do === "event") {
      this.#make(number, happening);
      return;
    }
    const isOfSeries = "week" in happening;
    const event = pick(
      this.#events.filter(({ series }) => !isOfSeries || series),
      happening.nth,
    );
    if (!event) return;
    const standing = this.#calendars.filter((calendar) => this.#stands(calendar, event.id));
    switch (happening.do) {
      case "change event":
        for (const calendar of standing) {
          this.#patch(calendar, event.id, {
            summary: `Event ${String(number)}`,
            attendees: this.#guests(happening.person),
          });
        }
        return;
      case "call off": {
        const calendar = pick(standing, happening.where);
        if (!calendar) return;
        const differing = exceptionsOf(this.#google.database, calendar, event.id).map(({ id }) => id);
        this.#goneWith.set(
          `${calendar.id} ${event.id}`,
          differing.filter((id) => this.#stands(calendar, id)),
        );
        deleteEvent(this.#change(calendar), event.id, null);
        return;
      }
      case "call on":
        this.#callOn(event, happening.where, standing);
        return;
      case "put into the other calendar too":
      case "move to the other calendar": {
        const [from] = standing;
        const to = this.#calendars.find((calendar) => !standing.includes(calendar));
        if (!from || !to || !this.#copy(event, from, to)) return;
        if (happening.do === "move to the other calendar") deleteEvent(this.#change(from), event.id, null);
        return;
      }
      case "make private":
      case "make open":
      case "decline":
      case "accept":
        this.#judge(event, happening.do, pick(standing, happening.where));
        return;
      case "make occurrence private": {
        const calendar = pick(standing, happening.where);
        const id = occurrenceOf(event, happening.week);
        if (!calendar || findEvent(this.#google.database, calendar, id)?.status === "cancelled") return;
        this.#patch(calendar, id, { visibility: "private", summary: `Secret ${String(number)}` });
        return;
      }
      case "move occurrence":
      case "call occurrence off":
        for (const calendar of standing) this.#changeOccurrence(calendar, event, number, happening);
    }
  }

  /** In one calendar: whoever shares the other sees it as it is there. */
  #judge(event: Made, what: "make private" | "make open" | "decline" | "accept", calendar?: Calendar): void {
    if (!calendar) return;
    // With it goes what differs of a series, as the whole of it is chosen at Google.
    const whole = [event.id, ...exceptionsOf(this.#google.database, calendar, event.id).map(({ id }) => id)];
    for (const id of whole.filter((one) => this.#stands(calendar, one))) {
      if (what === "make private" || what === "make open") {
        this.#patch(calendar, id, { visibility: what === "make private" ? "private" : "default" });
        continue;
      }
      const { attendees = [] } = findEvent(this.#google.database, calendar, id) ?? {};
      const responseStatus = what === "decline" ? "declined" : "accepted";
      this.#patch(calendar, id, {
        attendees: attendees.map((one) => (one.email === this.#email ? { ...one, responseStatus } : one)),
      });
    }
  }

  #make(
    number: number,
    { person, series, calendar: which, secret = false }: Extract<OfMeetings, { do: "event" }>,
  ): void {
    const calendar = pick(this.#calendars, which);
    if (!calendar) return;
    const id = `e${this.#tag}v${String(number)}`;
    this.#events.push({ id, series });
    insertEvent(this.#change(calendar), {
      id,
      summary: `Event ${String(number)}`,
      start: { dateTime: "2026-03-04T09:00:00+01:00", timeZone: "Europe/Berlin" },
      end: { dateTime: "2026-03-04T10:00:00+01:00", timeZone: "Europe/Berlin" },
      attendees: this.#guests(person),
      ...(secret ? { visibility: "private" } : {}),
      ...(series ? { recurrence: ["RRULE:FREQ=WEEKLY;COUNT=4"] } : {}),
    });
  }

  /** Where it stands in the other calendar, it comes back as it is there. */
  #callOn(event: Made, where: number, standing: readonly Calendar[]): void {
    const off = this.#calendars.filter(
      (calendar) => findEvent(this.#google.database, calendar, event.id)?.status === "cancelled",
    );
    const calendar = pick(off, where);
    if (!calendar) return;
    if (standing[0]) this.#copy(event, standing[0], calendar);
    else {
      const whole = [event.id, ...(this.#goneWith.get(`${calendar.id} ${event.id}`) ?? [])];
      for (const id of whole) this.#patch(calendar, id, { status: "confirmed" });
    }
  }

  /** With all that differs of a series. False where the other calendar knows occurrences of it that this one does not. */
  #copy({ id }: Made, from: Calendar, to: Calendar): boolean {
    const { database } = this.#google;
    const whole = findEvent(database, from, id);
    const differing = exceptionsOf(database, from, id);
    const known = new Set(differing.map((one) => one.id));
    if (!whole || exceptionsOf(database, to, id).some((one) => !known.has(one.id))) return false;
    for (const one of [whole, ...differing]) {
      const attendees = one.attendees?.map(({ self: _, ...who }) => ({
        ...who,
        ...(who.email === to.id && { self: true }),
      }));
      putEvent(database, to, { ...one, ...(attendees && { attendees }) });
    }
    return true;
  }

  #changeOccurrence(
    calendar: Calendar,
    event: Made,
    number: number,
    { do: what, week }: Extract<OfMeetings, { week: number }>,
  ): void {
    const day = dayOf(week);
    const id = occurrenceOf(event, week);
    if (findEvent(this.#google.database, calendar, id)?.status === "cancelled") return;
    if (what === "call occurrence off") {
      deleteEvent(this.#change(calendar), id, null);
      return;
    }
    this.#patch(calendar, id, {
      summary: `Event ${String(number)}`,
      start: { dateTime: `2026-03-${day}T1${String(number % 9)}:00:00+01:00`, timeZone: "Europe/Berlin" },
      end: { dateTime: `2026-03-${day}T20:00:00+01:00`, timeZone: "Europe/Berlin" },
    });
  }

  #stands(calendar: Calendar, id: string): boolean {
    const event = findEvent(this.#google.database, calendar, id);
    return event !== null && event.status !== "cancelled";
  }

  readonly #change = (calendar: Calendar) => ({
    google: this.#google,
    calendar,
    query: new URLSearchParams(),
  });

  #patch(calendar: Calendar, id: string, body: unknown): void {
    updateEvent(this.#change(calendar), id, body, { whole: false, ifMatch: null });
  }

  readonly #guests = (person: number) => [
    { email: this.#email, responseStatus: "accepted" },
    { email: `e${String(person)}.${this.#tag}@firm.example`, responseStatus: "accepted" },
  ];
}
