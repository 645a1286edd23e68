import { expect, test } from "vitest";

import { type Entry, splitAt } from "./timeline-kinds.ts";

const entry = (id: string, at: string): Entry => ({
  id,
  kind: "meeting",
  at,
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
