import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { emptyConversation } from "./conversation-state.ts";
import { createStore } from "./conversation-store.ts";
import { createOutbox } from "./outbox.ts";

const threadId = "0198c0de-0000-7000-8000-000000000001";
const ada = { kind: "contact", id: "0198c0de-0000-7000-8000-00000000000a", label: "Ada" } as const;
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});
afterEach(() => vi.unstubAllGlobals());

function begin(id: string | null = threadId) {
  const shown = createStore(emptyConversation(id));
  const outbox = createOutbox(shown);
  const write = (text: string) => outbox.take(text, null);
  return { shown, outbox, write };
}
const textsKept = () =>
  createOutbox(createStore(emptyConversation(null)))
    .openedWith(threadId)
    .queue.map(({ text }) => text);

test("what is on its way is kept before what waits, until it has arrived or was left", () => {
  const { shown, outbox, write } = begin();
  const one = write("One");
  outbox.append(one);
  outbox.append(write("Two"));
  outbox.leaves(one);
  expect(shown.current().queue.map(({ text }) => text)).toEqual(["Two"]);
  expect(textsKept()).toEqual(["One", "Two"]);
  outbox.settled();
  expect(textsKept()).toEqual(["Two"]);

  outbox.leaves(write("Three"));
  outbox.leave();
  expect(textsKept()).toEqual(["Three", "Two"]);
});

test("all that waits goes into the field before what is typed, with what it mentions, and is kept no more", () => {
  const { shown, outbox, write } = begin();
  outbox.mention(ada, "Ask @Ada");
  outbox.append(write("Ask @Ada"));
  outbox.type("Three");
  outbox.giveBack([write("Two")]);
  expect(shown.current()).toMatchObject({ draft: "Two\n\nAsk @Ada", mentions: [ada], queue: [] });
  expect(textsKept()).toEqual([]);
});

test("what waits in a conversation without a name is in the field of the next one, what has a name stays with its own", () => {
  const unnamed = begin(null);
  unnamed.outbox.append(unnamed.write("One"));
  expect(unnamed.outbox.openedWith(threadId)).toMatchObject({ draft: "One", queue: [] });
  expect(kept.size).toBe(0);

  const named = begin();
  named.outbox.append(named.write("Two"));
  expect(named.outbox.openedWith(null)).toMatchObject({ draft: "", queue: [] });
  expect(textsKept()).toEqual(["Two"]);
});
