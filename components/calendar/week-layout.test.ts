import { expect, test } from "vitest";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { mondayOf, wallClock } from "#lib/zone.ts";

import { sideBySide } from "./side-by-side.ts";
import { spanOf, timeWords } from "./span.ts";
import { weekLayout } from "./week-layout.ts";

const zone = "Europe/Berlin";
const monday = "2026-11-16";
const id = "01930000-0000-7000-8000-000000000001";

const event = (startAt: string, endAt: string, more: Partial<EventOccurrence> = {}): EventOccurrence => ({
  id,
  startAt,
  endAt,
  startDate: null,
  endDate: null,
  timeZone: zone,
  title: "Meeting",
  location: null,
  conferenceUrl: null,
  status: "confirmed",
  response: null,
  recurs: false,
  interactionId: id,
  threadId: id,
  people: [],
  ...more,
});
const wholeDay = (startDate: string, endDate: string) =>
  event(`${startDate}T00:00:00Z`, `${endDate}T00:00:00Z`, { startDate, endDate });

test("the clocks are those of the zone, on both sides of their change", () => {
  expect(wallClock("2026-10-25T00:30:00Z", zone)).toEqual({ date: "2026-10-25", minutes: 150 });
  expect(wallClock("2026-10-25T01:30:00Z", zone)).toEqual({ date: "2026-10-25", minutes: 150 });
  expect(wallClock("2026-11-16T23:30:00Z", zone)).toEqual({ date: "2026-11-17", minutes: 30 });
});

test("a week begins on Monday", () => {
  expect(["2026-11-16", "2026-11-19", "2026-11-22"].map(mondayOf)).toEqual([monday, monday, monday]);
  expect(mondayOf("2026-11-15")).toBe("2026-11-09");
});

test("what overlaps stands side by side, what does not has the whole width", () => {
  expect(
    sideBySide([
      { from: 0, to: 60 },
      { from: 30, to: 90 },
      { from: 60, to: 120 },
      { from: 120, to: 150 },
    ]),
  ).toEqual([
    { column: 0, columns: 2 },
    { column: 1, columns: 2 },
    { column: 0, columns: 2 },
    { column: 0, columns: 1 },
  ]);
});

test("an event over midnight is in both days, one that ends at midnight in the first", () => {
  const { days, fromHour, toHour } = weekLayout(
    [
      event("2026-11-16T21:00:00Z", "2026-11-17T00:30:00Z"),
      event("2026-11-18T22:00:00Z", "2026-11-18T23:00:00Z"),
    ],
    monday,
    zone,
  );
  expect(days.map((day) => day.map(({ fromMinutes, toMinutes }) => [fromMinutes, toMinutes]))).toEqual([
    [[1320, 1440]],
    [[0, 90]],
    [[1380, 1440]],
    [],
    [],
    [],
    [],
  ]);
  expect([fromHour, toHour]).toEqual([0, 24]);
});

test("whole days stand above the hours, cut at the week, without covering each other", () => {
  const { bars, lanes, days, fromHour, toHour } = weekLayout(
    [
      wholeDay("2026-11-13", "2026-11-18"),
      wholeDay("2026-11-17", "2026-11-18"),
      wholeDay("2026-11-18", "2026-11-19"),
    ],
    monday,
    zone,
  );
  expect(bars.map(({ firstDay, lastDay, lane }) => [firstDay, lastDay, lane])).toEqual([
    [0, 1, 0],
    [1, 1, 1],
    [2, 2, 0],
  ]);
  expect([lanes, days.flat().length, fromHour, toHour]).toEqual([2, 0, 8, 18]);
});

test("times are said in words", () => {
  const words = (one: EventOccurrence) => timeWords(spanOf(one, zone));
  expect(words(event("2026-11-16T09:00:00Z", "2026-11-16T10:00:00Z"))).toBe("10:00 – 11:00");
  expect(words(wholeDay("2026-11-16", "2026-11-17"))).toBe("All day");
  expect(words(wholeDay("2026-11-16", "2026-11-19"))).toBe("All day until Wed 18 Nov");
  expect(words(event("2026-11-16T21:00:00Z", "2026-11-17T00:00:00Z"))).toBe("22:00 – Tue 17 Nov, 01:00");
});
