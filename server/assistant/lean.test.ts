import { expect, test } from "vitest";

import { lean } from "./lean.ts";

test("what is not there is left out, and instants are told to the second", () => {
  expect(
    lean({
      items: [
        { id: "a", name: null, unread: false, tags: [], count: 0, note: "" },
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
      { id: "a", unread: false, tags: [], count: 0, note: "" },
      { id: "b", lastAt: "2026-11-24T08:34:11Z", day: "2026-11-24", at: ["2026-11-24T08:34:11+01:00"] },
    ],
  });
});

test("that nothing was found, or that something is not so, is told", () => {
  expect(lean({ items: [], people: [{ address: "a@x.example", known: false }], nextCursor: null })).toEqual({
    items: [],
    people: [{ address: "a@x.example", known: false }],
  });
});

test("of a change it stays that a value went, or was not there", () => {
  const change = { before: { title: null }, after: { companyId: null, done: false } };
  expect(lean({ items: [{ ...change, erased: false, label: null }] })).toEqual({
    items: [{ ...change, erased: false }],
  });
  const diff = { field: "title", old: "Founder", new: null };
  expect(lean({ steps: [{ diff: [diff] }] })).toEqual({ steps: [{ diff: [diff] }] });
});

test("a text that only holds an instant stays as it was written", () => {
  expect(lean({ text: "at 2026-11-24T08:34:11.685Z sharp" })).toEqual({
    text: "at 2026-11-24T08:34:11.685Z sharp",
  });
});
