import { expect, test } from "vitest";

import { calendarResult } from "./calendar-result.ts";
import { prepareEvent } from "./prepare-event.ts";
import type { MeetingEvent } from "./types.ts";

/** As a calendar in Berlin has it, where a day begins while it is the day before in UTC. */
async function eventOf(summary: string, start: Record<string, string>): Promise<MeetingEvent> {
  const { outcome } = await prepareEvent(
    { id: summary, iCalUID: `${summary}@x`, summary, start, end: start },
    {
      calendarId: "primary",
      timeZone: "Europe/Berlin",
      ownAddresses: new Set(["me@home.example"]),
      now: new Date("2026-06-01T00:00:00Z"),
    },
  );
  if (outcome.kind === "skipped") throw new Error(outcome.reason);
  return outcome.event;
}

test("whole days are shown by their date and counted in its month; what has a time keeps that", async () => {
  const events = [
    await eventOf("Trip", { date: "2026-03-01" }),
    await eventOf("Call", { dateTime: "2026-02-10T12:00:00+01:00" }),
  ];
  const { samples, byMonth } = calendarResult(events, [], 0);
  expect(samples).toMatchObject([
    { subject: "Trip", startDate: "2026-03-01" },
    { subject: "Call", startDate: null, at: "2026-02-10T11:00:00.000Z" },
  ]);
  expect(byMonth).toEqual([
    { month: "2026-02", count: 1 },
    { month: "2026-03", count: 1 },
  ]);
});
