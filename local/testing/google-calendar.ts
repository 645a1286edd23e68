import { listEvents } from "#server/calendar/index.ts";
import type { Context } from "#server/core/index.ts";

import { through } from "./fixtures.ts";
import type { TestAccount } from "./google-stand-in.ts";

/** A time of an event in Google's form. */
export const at = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
/** Somebody who is invited. */
export const who = (email: string, responseStatus = "accepted", more: Record<string, unknown> = {}) => ({
  email,
  responseStatus,
  ...more,
});

/** A calendar with one of everything. */
export function fillCalendar({ email, put }: TestAccount): void {
  const me = who(email, "accepted", { self: true });
  const organizer = { email, self: true };
  put({
    id: "lunch1",
    iCalUID: "lunch@x",
    summary: "Lunch",
    description: "<b>Bring</b> the plan",
    location: "Café",
    hangoutLink: "https://meet.example/x",
    start: at("2026-03-02T12:00:00+01:00"),
    end: at("2026-03-02T13:00:00+01:00"),
    organizer,
    attendees: [
      me,
      who("ann@acme.example", "accepted", { displayName: "Ann Acme" }),
      who("room@x.example", "accepted", { resource: true }),
    ],
  });
  put({
    id: "series1",
    iCalUID: "weekly@x",
    summary: "Weekly",
    start: at("2026-03-04T09:00:00+01:00"),
    end: at("2026-03-04T09:30:00+01:00"),
    recurrence: ["RRULE:FREQ=WEEKLY;COUNT=6", "EXDATE;TZID=Europe/Berlin:20260318T090000"],
    organizer: { email: "boss@corp.example" },
    attendees: [me, who("boss@corp.example")],
  });
  put({
    id: "series1_20260311T080000Z",
    iCalUID: "weekly@x",
    recurringEventId: "series1",
    originalStartTime: at("2026-03-11T09:00:00+01:00"),
    summary: "Weekly, later",
    start: at("2026-03-11T15:00:00+01:00"),
    end: at("2026-03-11T15:30:00+01:00"),
    organizer: { email: "boss@corp.example" },
    attendees: [me, who("boss@corp.example")],
  });
  put({
    id: "series1_20260325T080000Z",
    status: "cancelled",
    recurringEventId: "series1",
    iCalUID: "weekly@x",
    originalStartTime: at("2026-03-25T09:00:00+01:00"),
  });
  put({
    id: "trip1",
    iCalUID: "trip@x",
    summary: "Trip",
    start: { date: "2026-03-28" },
    end: { date: "2026-03-30" },
    organizer,
  });
  put({
    id: "spam1",
    iCalUID: "spam@x",
    summary: "You won",
    start: at("2026-03-03T09:00:00+01:00"),
    end: at("2026-03-03T10:00:00+01:00"),
    organizer: { email: "spam@prize.example" },
    attendees: [who(email, "needsAction", { self: true }), who("spam@prize.example")],
  });
  put({
    id: "office1",
    eventType: "workingLocation",
    summary: "Office",
    start: { date: "2026-03-02" },
    end: { date: "2026-03-03" },
  });
}

export const march = { from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z" };
/** What takes place in a period, by start. */
export const eventsOf = async (owner: Context, window = march) =>
  (await listEvents(through(owner, "rest"), { ...window, limit: 100 })).items;
/** "03-02T11:00 Lunch" for each of March. */
export const titlesOf = async (owner: Context) =>
  (await eventsOf(owner)).map(({ startAt, title }) => `${startAt.slice(5, 16)} ${title ?? ""}`);
