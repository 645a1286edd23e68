import { describe, expect, it } from "vitest";

import { countOf, formatCompact, formatNumber, formatShare } from "./number.ts";
import { formatDate, formatDateTime, formatDuration, formatInstant, formatRelative } from "./time.ts";

describe("numbers", () => {
  it("have separators and their noun", () => {
    expect(formatNumber(1_204_567)).toBe("1,204,567");
    expect(countOf(1, "message")).toBe("1 message");
    expect(countOf(1204, "person", "people")).toBe("1,204 people");
  });

  it("are short beside an axis", () => {
    expect([0, 0.25, 950, 19_000, 9_500, 1_200_000].map(formatCompact)).toEqual([
      "0",
      "0.3",
      "950",
      "19k",
      "9.5k",
      "1.2M",
    ]);
  });

  it("are written as Intl would", () => {
    const format = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
    for (const value of [0, 7, 999, 1_000, 12_345, 999_999.6, 1_234_567_890, -1_204])
      expect(formatNumber(value)).toBe(format.format(value));
  });

  it("never round a share to nothing or all", () => {
    expect(formatShare(0.004)).toBe("under 1 %");
    expect(formatShare(0.999)).toBe("over 99 %");
    expect([formatShare(0), formatShare(0.925), formatShare(1)]).toEqual(["0 %", "93 %", "100 %"]);
  });
});

describe("times", () => {
  const at = "2026-03-05T10:00:00.000Z";
  const after = (minutes: number) => new Date(at).getTime() + minutes * 60_000;

  it("are relative for a week, then the date", () => {
    expect(formatRelative(at, after(0.5))).toBe("now");
    expect(formatRelative(at, after(59))).toBe("59 min ago");
    expect(formatRelative(at, after(61))).toBe("1 h ago");
    expect(formatRelative(at, after(60 * 24 * 6))).toBe("6 d ago");
    expect(formatRelative(at, after(60 * 24 * 7))).toBe("5 Mar 2026");
  });

  it("are the date where now is not known, and where it lies ahead", () => {
    expect(formatRelative(at, null)).toBe("5 Mar 2026");
    const to = (minutes: number) => formatRelative(at, after(-minutes), "UTC");
    expect(to(60)).toMatch(/^\d\d:\d\d$/);
    expect(to(60 * 24)).toMatch(/^tomorrow, \d\d:\d\d$/);
    expect(to(60 * 24 * 2)).toBe("5 Mar 2026");
  });

  it("name the minute in the zone asked for", () => {
    expect(formatDateTime(at, "UTC")).toBe("Thu, 5 Mar 2026, 10:00");
    expect(formatDateTime(at, "Asia/Kathmandu")).toBe("Thu, 5 Mar 2026, 15:45");
    expect(formatDate("2026-09-01T02:00:00Z", "America/New_York")).toBe("31 Aug 2026");
    expect(() => formatDate("no date", "UTC")).toThrow(RangeError);
  });

  it("give durations in the unit that reads", () => {
    expect([0, 1_400, 59_400, 61_000, 3_600_000, 4_200_000].map(formatDuration)).toEqual([
      "1 s",
      "1 s",
      "59 s",
      "1 min",
      "1 h",
      "1 h 10 min",
    ]);
  });
});

it("a line of a log has its second", () => {
  expect(formatInstant("2013-06-13T09:41:07.900Z", "UTC")).toBe("13 Jun 09:41:07");
  expect(formatInstant("2013-06-13T22:41:59Z", "Asia/Kolkata")).toBe("14 Jun 04:11:59");
});
