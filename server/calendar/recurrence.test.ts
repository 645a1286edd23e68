import { expect, test } from "vitest";

import { dateIn, knownZone, startOfDay } from "#lib/zone.ts";

import { lastOccurrence, latestOccurrence, occurrencesBetween } from "./recurrence.ts";

const berlin = "Europe/Berlin";
const series = (recurrence: string[], startAt = "2026-03-18T08:00:00Z", timeZone = berlin) => ({
  startAt: new Date(startAt),
  timeZone,
  recurrence,
});
const between = (one: ReturnType<typeof series>, from: string, to: string) =>
  occurrencesBetween(one, new Date(from), new Date(to)).map((at) => at.toISOString().slice(0, 16));

test("a weekly series keeps its hour on the clock when the clocks change", () => {
  expect(between(series(["RRULE:FREQ=WEEKLY"]), "2026-03-18T00:00:00Z", "2026-04-02T00:00:00Z")).toEqual([
    "2026-03-18T08:00",
    "2026-03-25T08:00",
    "2026-04-01T07:00",
  ]);
});

test("exceptions and additions of whole days and of times count", () => {
  const days = series(
    ["RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20260329", "RDATE;VALUE=DATE:20260405"],
    "2026-03-27T23:00:00Z",
  );
  expect(between(days, "2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z")).toEqual([
    "2026-03-27T23:00",
    "2026-03-29T22:00",
    "2026-04-04T22:00",
  ]);
});

test("the end of the period is outside, its start inside", () => {
  const daily = series(["RRULE:FREQ=DAILY"], "2026-01-01T09:00:00Z", "UTC");
  expect(between(daily, "2026-01-02T09:00:00Z", "2026-01-04T09:00:00Z")).toEqual([
    "2026-01-02T09:00",
    "2026-01-03T09:00",
  ]);
});

test.each([
  [["RRULE:FREQ=SECONDLY"]],
  [["RRULE:FREQ=NEVER"]],
  [["rubbish", "RRULE:FREQ=DAILY\nRRULE:FREQ=SECONDLY"]],
  [["RDATE:20260320T080000Z"]],
])("what is no rule to follow leaves one event: %j", (recurrence) => {
  expect(between(series(recurrence), "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")).toEqual([
    "2026-03-18T08:00",
  ]);
});

test("the latest occurrence that has begun, and the very last", () => {
  const counted = series(["RRULE:FREQ=WEEKLY;COUNT=3"]);
  const latest = (at: string) => latestOccurrence(counted, new Date(at)).toISOString().slice(0, 16);
  expect(latest("2026-01-01T00:00:00Z")).toBe("2026-03-18T08:00");
  expect(latest("2026-03-26T00:00:00Z")).toBe("2026-03-25T08:00");
  expect(latest("2030-01-01T00:00:00Z")).toBe("2026-04-01T07:00");
  expect(lastOccurrence(counted)?.toISOString()).toBe("2026-04-01T07:00:00.000Z");
  expect(lastOccurrence(series(["RRULE:FREQ=WEEKLY;UNTIL=20260325T235959Z"]))?.toISOString()).toBe(
    "2026-03-25T08:00:00.000Z",
  );
  expect(lastOccurrence(series(["RRULE:FREQ=WEEKLY"]))).toBeNull();
  expect(lastOccurrence(series(["RRULE:FREQ=DAILY;COUNT=99999999"]))).toBeNull();
});

test("days begin at midnight of their zone, on both sides of a change of the clocks", () => {
  expect(startOfDay("2026-03-29", berlin).toISOString()).toBe("2026-03-28T23:00:00.000Z");
  expect(startOfDay("2026-03-30", berlin).toISOString()).toBe("2026-03-29T22:00:00.000Z");
  expect(startOfDay("2026-10-26", "America/New_York").toISOString()).toBe("2026-10-26T04:00:00.000Z");
  expect(dateIn(new Date("2026-03-29T22:00:00Z"), berlin)).toBe("2026-03-30");
  expect(knownZone("Mars/Olympus")).toBe("UTC");
});
