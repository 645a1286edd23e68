import { expect, test } from "vitest";

import { offsetAt, offsetsOf } from "./zone-offsets.ts";
import { wallClock } from "../zone.ts";

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 5, 1);
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Tokyo",
];

const clockOf = (timeZone: string) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });

test.each(zones)(
  "the clocks of %s are what Intl says, on every day and to the minute of a change",
  (zone) => {
    const { changes, until } = offsetsOf(zone, nowMs);
    const instants = [
      ...Array.from({ length: 12_500 }, (_, day) => Date.UTC(1995, 0, 2, 5, 17) + day * dayMs),
      ...changes.flatMap(([from]) => [from * 1000 - 60_000, from * 1000]),
    ].filter((ms) => ms >= Date.UTC(1995, 0, 1) && ms < until * 1000);
    const clock = clockOf(zone);
    const wrong = instants.filter((ms) => {
      const { date, minutes } = wallClock(ms, zone);
      const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
        String(part).padStart(2, "0"),
      );
      return `${date} ${hour ?? ""}:${minute ?? ""}` !== clock.format(ms);
    });
    expect(wrong.map((ms) => new Date(ms).toISOString())).toEqual([]);
    expect(changes.length).toBeLessThan(150);
  },
);

test("beyond its years, and of a zone nobody named, nothing is known, and Intl is asked", () => {
  offsetsOf("Europe/Rome", nowMs);
  expect(offsetAt(Date.UTC(1990, 6, 1), "Europe/Rome")).toBeNull();
  expect(offsetAt(Date.UTC(2040, 6, 1), "Europe/Rome")).toBeNull();
  expect(offsetAt(nowMs, "Europe/Madrid")).toBeNull();
  expect(wallClock("2040-07-01T10:00:00Z", "Europe/Rome")).toEqual({ date: "2040-07-01", minutes: 12 * 60 });
  expect(wallClock("1990-01-01T23:30:00Z", "Europe/Rome")).toEqual({ date: "1990-01-02", minutes: 30 });
  expect(() => offsetsOf("Mars/Olympus", nowMs)).toThrow(RangeError);
});
