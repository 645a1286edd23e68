import { expect, test } from "vitest";

import type { ChatMessage, TurnStatus } from "#lib/schemas/chat.ts";

import { inField, nextOf } from "./message-queue.ts";

const answer = (status: TurnStatus, role: ChatMessage["role"] = "assistant"): ChatMessage => ({
  id: status,
  role,
  parts: [],
  metadata: { threadId: "", turnId: "", status, model: null, usage: null, error: null },
  createdAt: "2030-01-01T00:00:00.000Z",
});
const first = { id: "1", text: "And tasks?", page: null, mentions: [] };
const second = { id: "2", text: "And mails?", page: null, mentions: [] };
const queue = [first, second];

test.each(["done", "stopped", "waiting"] as const)(
  "after an answer that is %s the first is sent",
  (status) => {
    const messages = [answer("failed"), answer(status), answer("failed", "user")];
    expect(nextOf({ queue, messages, isBusy: false })).toEqual({
      do: "send",
      message: first,
      rest: [second],
    });
  },
);

test("after a failure all of it goes back to the field", () => {
  const messages = [answer("done"), answer("failed")];
  expect(nextOf({ queue, messages, isBusy: false })).toEqual({ do: "giveBack" });
});

test("it waits while something runs, and while there is nothing", () => {
  expect(nextOf({ queue, messages: [answer("done")], isBusy: true })).toEqual({ do: "wait" });
  expect(nextOf({ queue: [], messages: [answer("failed")], isBusy: false })).toEqual({ do: "wait" });
});

test("what goes back to the field stands before what is being typed", () => {
  expect(inField(["One", "Two"], "Three")).toBe("One\n\nTwo\n\nThree");
  expect(inField(["One"], " \n")).toBe("One");
  expect(inField([], "Three")).toBe("Three");
});
