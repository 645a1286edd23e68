import { describe, expect, it } from "vitest";
import { anchor, box, dayMs } from "../reading.ts";

describe("the calendar", () => {
  const { events } = box;
  const self = (event: (typeof events)[number]) => event.attendees?.find((attendee) => attendee.self);
  const startMs = (event: (typeof events)[number]) =>
    Date.parse("date" in event.start ? event.start.date : event.start.dateTime);

  it("has 150 events within a year back and four weeks ahead", () => {
    expect(events.length).toBeGreaterThanOrEqual(150);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    for (const event of events) {
      expect(startMs(event), event.summary).toBeGreaterThan(anchor.getTime() - 366 * dayMs);
      expect(startMs(event), event.summary).toBeLessThan(anchor.getTime() + 28 * dayMs);
      expect(Date.parse(event.updated)).toBeLessThan(anchor.getTime());
      expect(event.id).toMatch(/^[a-v0-9]{5,}(_\d{8}T\d{6}Z)?$/);
    }
    expect(events.filter((event) => startMs(event) > anchor.getTime()).length).toBeGreaterThan(15);
  });

  it("has series, exceptions, whole days, refusals and zones", () => {
    expect(events.filter((event) => event.recurrence !== undefined).length).toBeGreaterThanOrEqual(5);
    const changed = events.filter((event) => event.recurringEventId !== undefined);
    expect(changed.some((event) => event.status === "cancelled")).toBe(true);
    const moved = changed.filter((event) => event.status !== "cancelled");
    expect(moved.length).toBeGreaterThan(0);
    for (const event of moved) expect(event.originalStartTime).not.toEqual(event.start);
    for (const event of changed) {
      expect(events.find((one) => one.id === event.recurringEventId)?.recurrence).toBeDefined();
    }
    expect(events.filter((event) => "date" in event.start).length).toBeGreaterThan(8);
    expect(events.filter((event) => self(event)?.responseStatus === "declined").length).toBeGreaterThan(5);
    const zones = new Set(
      events.flatMap((event) => ("timeZone" in event.start ? [event.start.timeZone] : [])),
    );
    expect(zones.size).toBeGreaterThanOrEqual(5);
  });
});
