import { expect, test } from "vitest";

import { lean } from "./lean.ts";

test("what is not there, not so or empty is left out, and instants are told to the second", () => {
  expect(
    lean({
      items: [
        { id: "a", name: null, unread: false, starred: true, tags: [], count: 0, note: "" },
        {
          id: "b",
          lastAt: "2026-11-24T08:34:11.685Z",
          day: "2026-11-24",
          at: ["2026-11-24T08:34:11.6+01:00"],
        },
      ],
      nextCursor: null,
    }),
  ).toEqual({
    items: [
      { id: "a", starred: true, count: 0, note: "" },
      { id: "b", lastAt: "2026-11-24T08:34:11Z", day: "2026-11-24", at: ["2026-11-24T08:34:11+01:00"] },
    ],
  });
});

test("that nothing was found is told", () => {
  expect(lean({ items: [], nextCursor: null })).toEqual({ items: [] });
  expect(lean({ unanswered: { items: [], more: false } })).toEqual({ unanswered: { items: [] } });
});

test("a text that only holds an instant stays as it was written", () => {
  expect(lean({ text: "at 2026-11-24T08:34:11.685Z sharp" })).toEqual({
    text: "at 2026-11-24T08:34:11.685Z sharp",
  });
});
