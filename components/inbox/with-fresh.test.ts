import { expect, test } from "vitest";

import type { ThreadListItem } from "#lib/schemas/interactions.ts";

import { withFresh } from "./with-fresh.ts";

const thread = (id: string, day: number): ThreadListItem => ({
  id,
  lastAt: `2026-03-${String(day).padStart(2, "0")}T08:00:00.000Z`,
  subject: id,
  snippet: null,
  messageCount: 1,
  participants: [],
  lastDirection: "inbound",
  waiting: false,
  hasAttachments: false,
  unread: false,
  starred: false,
});
const listed = [thread("d", 9), thread("c", 8), thread("b", 7), thread("a", 6), thread("z", 5)];
const idsOf = (items: readonly ThreadListItem[]) => items.map(({ id }) => id).join("");

test("what came is at the top, what went is gone, and what was read on to stays", () => {
  const items = [thread("new", 10), thread("d", 9), thread("b", 7)];
  expect(idsOf(withFresh(listed, { items, nextCursor: "more" }))).toBe("newdbaz");
});

test("a conversation that went on is listed once, where it is now", () => {
  const items = [thread("a", 10), thread("d", 9), thread("c", 8)];
  expect(idsOf(withFresh(listed, { items, nextCursor: "more" }))).toBe("adcbz");
});

test("of those of one moment none is listed twice or lost", () => {
  const same = [thread("a", 9), thread("b", 9), thread("c", 9), thread("d", 8)];
  const items = [thread("a", 9), thread("b", 9)];
  expect(idsOf(withFresh(same, { items, nextCursor: "more" }))).toBe("abcd");
});

test("a beginning that is all there is, is the list", () => {
  expect(withFresh(listed, { items: [thread("c", 8)], nextCursor: null })).toHaveLength(1);
  expect(withFresh(listed, { items: [], nextCursor: null })).toEqual([]);
});
