import { expect, test } from "vitest";

import type { SearchHit } from "#lib/schemas/search.ts";
import type { NamedRecord } from "#components/layout/current-record.ts";

import {
  aboutOf,
  distinct,
  fits,
  mentionablesIn,
  mentionablesOf,
  mentionAt,
  mentionsIn,
  toMessage,
  withMention,
  withoutMention,
} from "./mention.ts";

const id = (end: number) => `0198c0de-0000-7000-8000-00000000000${String(end)}`;
const ada: NamedRecord = { kind: "contact", id: id(1), label: "Ada" };
const byron: NamedRecord = { kind: "contact", id: id(2), label: "Ada Byron" };
const loom: NamedRecord = { kind: "company", id: id(3), label: "Loom $& Works" };

test.each([
  ["@", 1, { from: 0, query: "" }],
  ["Note on @gar", 12, { from: 8, query: "gar" }],
  ["Note on @gar: tea", 12, { from: 8, query: "gar" }],
  ["(@gareth ll", 11, { from: 1, query: "gareth ll" }],
  ["@", 0, null],
  ["write to ada@loom.example", 25, null],
  ["meet @ 5 pm", 11, null],
  ["@gar\ntea", 8, null],
  [`@${"a".repeat(61)}`, 62, null],
])("%j with the caret at %i looks for %j", (draft, caret, expected) => {
  expect(mentionAt(draft, caret, [])).toEqual(expected);
});

test("what is chosen takes the place of what was typed, and is not looked for again", () => {
  const at = { from: 8, query: "ad" };
  const next = withMention("Note on @ad: tea", at, byron.label);
  expect(next).toEqual({ draft: "Note on @Ada Byron: tea", caret: 18 });
  expect(withMention("Note on @ad", at, byron.label)).toEqual({ draft: "Note on @Ada Byron ", caret: 19 });
  expect(mentionAt(next.draft, next.caret, [byron])).toBeNull();
  expect(mentionAt(next.draft, 11, [byron])).toBeNull();
  expect(withoutMention(next.draft, byron.label)).toBe("Note on : tea");
});

test("what no longer stands in the text is not mentioned any more", () => {
  expect(mentionsIn("Is @Ada Byron here?", [byron, loom])).toEqual([byron]);
  expect(mentionsIn("Is @Ada Byro here?", [byron, loom])).toEqual([]);
});

test("sent is the record and not what it is called, however names begin each other", () => {
  const draft = "Do @Ada, @Ada Byron and @Loom $& Works know each other, @Ada?";
  expect(toMessage(draft, [ada, byron, loom])).toBe(
    `Do @contact:${id(1)}, @contact:${id(2)} and @company:${id(3)} know each other, @contact:${id(1)}?`,
  );
});

test("with a message go the page and what is mentioned, each once", () => {
  expect(aboutOf(ada, [loom, ada])).toEqual([
    { kind: "contact", id: id(1), via: "page" },
    { kind: "company", id: id(3), via: "mention" },
  ]);
  expect(aboutOf(null, [])).toEqual([]);
});

test("two of one name are told apart", () => {
  const other = { kind: "contact" as const, id: id(9), label: "Ada", subtitle: "ada@loom.example" };
  expect(distinct(other, [ada]).label).toBe("Ada (ada@loom.example)");
  expect(distinct({ ...other, id: ada.id }, [ada]).label).toBe("Ada");
});

test("what was found before stays while it fits what is typed by now", () => {
  const one = { ...byron, subtitle: "ada@loom.example" };
  expect(fits(one, "BYR ad")).toBe(true);
  expect(fits(one, "ada, call her")).toBe(false);
});

test("a conversation is offered once, a meeting as its event, and a task; before anything is typed, what was seen last", () => {
  const hit = (kind: SearchHit["kind"], end: number, threadId?: string): SearchHit => ({
    ...{ kind, id: id(end), title: ` The\noffer `, subtitle: null, matchedOn: "text" as const },
    ...(threadId ? { threadId } : {}),
  });
  const meeting = { ...hit("meeting", 3, id(6)), eventId: id(7), at: "2026-12-01T09:00:00.000Z" };
  expect(
    mentionablesIn([
      hit("mail", 1, id(5)),
      hit("mail", 2, id(5)),
      hit("meeting", 3, id(6)),
      meeting,
      hit("task", 8),
    ]),
  ).toEqual([
    { kind: "thread", id: id(5), label: "The offer", subtitle: null },
    { kind: "event", id: id(7), label: "The offer", subtitle: "2026-12-01" },
    { kind: "task", id: id(8), label: "The offer", subtitle: null },
  ]);
  expect(
    mentionablesOf([
      { href: `/companies/${id(3)}`, title: "Loom" },
      { href: `/sync/${id(4)}`, title: "An account" },
    ]),
  ).toEqual([{ kind: "company", id: id(3), label: "Loom", subtitle: null }]);
});
