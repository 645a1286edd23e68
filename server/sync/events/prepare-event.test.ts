import { expect, test } from "vitest";

import { nothingUnticked, SyncControls } from "#lib/schemas/sync-controls.ts";

import { Choices } from "../selection.ts";
import { peopleOfEvents } from "./people-of-events.ts";
import { prepareEvent } from "./prepare-event.ts";
import type { MeetingEvent } from "./types.ts";

const me = "me@home.example";
const choices = new Choices(SyncControls.parse({}), nothingUnticked);
const scope = {
  calendarId: "primary",
  timeZone: "Europe/Berlin",
  ownAddresses: new Set([me]),
  now: new Date("2026-06-01T00:00:00Z"),
};
const base = {
  id: "event1",
  iCalUID: "event1@x",
  start: { dateTime: "2026-03-02T12:00:00+01:00" },
  end: { dateTime: "2026-03-02T13:00:00+01:00" },
};

async function eventOf(more: Record<string, unknown>): Promise<MeetingEvent> {
  const { outcome } = await prepareEvent({ ...base, ...more }, scope);
  if (outcome.kind === "skipped") throw new Error(outcome.reason);
  return outcome.event;
}
async function reasonOf(more: Record<string, unknown>): Promise<string> {
  const { outcome } = await prepareEvent({ ...base, ...more }, scope);
  return outcome.kind === "skipped" ? outcome.reason : "none";
}
const metIn = (event: MeetingEvent) => [
  ...peopleOfEvents([event], { ...scope, choices, listAddresses: new Set() }).keys(),
];

test("texts are plain, bounded and fit to be stored; addresses that are no web page are not offered", async () => {
  const event = await eventOf({
    summary: `A\u0000B\ud800 ${"x".repeat(5_000)}`,
    description:
      '<img src="https://track.example/x"><a href="javascript:alert(1)">Agenda</a><script>alert(2)</script>',
    location: "Room\n1",
    hangoutLink: "javascript:alert(3)",
  });
  expect(event.title).not.toMatch(/\u0000|[\ud800-\udfff](?![\udc00-\udfff])/u);
  expect(event.title.length).toBeLessThanOrEqual(998);
  expect(event.body).toBe("Agenda");
  expect(event.location).toBe("Room 1");
  expect(event.conferenceUrl).toBeNull();
});

test("an end before the start, an unknown zone and whole days make sense", async () => {
  const odd = await eventOf({
    start: { dateTime: "2026-03-02T12:00:00+01:00", timeZone: "Mars/Olympus" },
    end: { dateTime: "2026-03-01T12:00:00+01:00" },
  });
  expect(odd).toMatchObject({ timeZone: "UTC", endAt: odd.startAt });
  const day = await eventOf({ start: { date: "2026-03-29" }, end: { date: "2026-03-29" } });
  expect(day).toMatchObject({ startDate: "2026-03-29", endDate: "2026-03-30" });
  expect(day.endAt.getTime() - day.startAt.getTime()).toBe(23 * 3_600_000);
});

test.each([
  [{ start: undefined, end: undefined }, "not_an_event"],
  [{ start: { dateTime: "yesterday" } }, "not_an_event"],
  [{ attendees: "everybody" }, "not_an_event"],
  [{ eventType: "birthday" }, "not_a_meeting"],
  [{ status: "cancelled" }, "called_off"],
])("%j is left out as %s", async (more, reason) => {
  expect(await reasonOf(more)).toBe(reason);
});

test("contacts are made of those the owner meets, and of no others", async () => {
  const self = (responseStatus: string) => ({ email: me, self: true, responseStatus });
  const ann = { email: "Ann@Acme.example", displayName: "Ann" };
  const others = [
    { email: "room@resource.calendar.google.com" },
    { email: "team@group.calendar.google.com" },
    { email: "projector@acme.example", resource: true },
    { email: "noreply@acme.example" },
    { displayName: "Nobody" },
  ];
  const invited = (response: string) =>
    eventOf({ organizer: { email: "ann@acme.example" }, attendees: [self(response), ann, ...others] });
  expect(metIn(await invited("accepted"))).toEqual(["ann@acme.example"]);
  expect(metIn(await invited("tentative"))).toEqual(["ann@acme.example"]);
  expect(metIn(await invited("declined"))).toEqual([]);
  expect(metIn(await invited("needsAction"))).toEqual([]);
  expect(metIn(await eventOf({ organizer: { email: me, self: true }, attendees: [ann] }))).toEqual([
    "ann@acme.example",
  ]);
  const crowd = Array.from({ length: 60 }, (_, index) => ({ email: `p${String(index)}@acme.example` }));
  expect(metIn(await eventOf({ organizer: { email: me, self: true }, attendees: crowd }))).toEqual([]);
});
