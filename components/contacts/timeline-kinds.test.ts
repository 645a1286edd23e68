import { expect, test } from "vitest";

import { dateOf, type Entry, splitAt } from "./timeline-kinds.ts";

const entry = (id: string, at: string): Entry => ({
  id,
  kind: "meeting",
  at,
  startDate: null,
  direction: null,
  subject: id,
  text: null,
  from: null,
  threadId: null,
  attachmentCount: 0,
});

test("what is to come stands apart from what has been, on the same day too", () => {
  const items = [
    entry("next week", "2026-12-07T09:00:00.000Z"),
    entry("tonight", "2026-11-30T19:00:00.000Z"),
    entry("this morning", "2026-11-30T08:00:00.000Z"),
    entry("before", "2026-11-01T08:00:00.000Z"),
  ];
  const { coming, past } = splitAt(items, Date.parse("2026-11-30T12:00:00.000Z"));
  expect(coming.map(({ id }) => id)).toEqual(["next week", "tonight"]);
  expect(past.map(({ id }) => id)).toEqual(["this morning", "before"]);
});

test("a whole day stands on its own date, wherever it is read", () => {
  const day = { ...entry("Trip", "2026-12-02T00:00:00.000Z"), startDate: "2026-12-02" };
  expect(dateOf(day, "America/New_York")).toBe("2026-12-02");
  expect(dateOf({ ...day, startDate: null }, "America/New_York")).toBe("2026-12-01");
});
