import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ChatMessage } from "#lib/schemas/chat.ts";

import { createAnswerLine } from "./answer-line.ts";
import type { Chunk } from "./chunks.ts";
import { emptyConversation, ownMessage } from "./conversation-state.ts";
import { createStore } from "./conversation-store.ts";

const threadId = "0198c0de-0000-7000-8000-000000000001";
const messageMetadata = {
  threadId,
  turnId: "turn",
  status: "running",
  model: null,
  usage: null,
  error: null,
} as const;
const start: Chunk = { type: "start", messageId: "answer", messageMetadata };
const said = (delta: string): Chunk => ({ type: "text-delta", delta });
const line = (chunk: Chunk) => new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`);
const textOf = ({ parts }: ChatMessage) =>
  parts.map((part) => (part.type === "text" ? part.text : "")).join("");

function begin(shownId: string | null = threadId) {
  const shown = createStore(emptyConversation(shownId));
  const [onBegun, onNews] = [vi.fn(), vi.fn()];
  const answer = createAnswerLine({ shown, onBegun, onNews });
  const texts = () => shown.current().messages.map(textOf);
  const put = (text: string) =>
    answer.put(ownMessage(text, [], shownId), { message: text, clientKey: "key", model: "auto" });
  return { shown, answer, onBegun, onNews, texts, put };
}

/** What the server sends, when the test lets it. */
function streaming() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(readable)));
  return { send: (chunk: Chunk) => void writer.write(line(chunk)), end: () => void writer.close() };
}

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("an answer that came whole is the one to read out; one that broke off is asked for again, a little later", async () => {
  const first = begin(null);
  const whole = streaming();
  expect(await first.put("Hi")).toBe("arrived");
  expect(first.answer.isOpen()).toBe(true);
  for (const chunk of [start, said("Hello."), { type: "finish" } as const]) whole.send(chunk);
  whole.end();
  await vi.waitFor(() => expect(first.onNews.mock.calls).toEqual([["now"]]));
  expect(first.onBegun).toHaveBeenCalledExactlyOnceWith(threadId);
  expect(first.texts()).toEqual(["Hi", "Hello."]);
  expect(first.shown.current()).toMatchObject({ phase: "idle", answeredId: "answer" });

  const second = begin();
  const half = streaming();
  const following = second.answer.follow(threadId);
  half.send(start);
  half.send(said("Hel"));
  await vi.waitFor(() => expect(second.texts()).toEqual(["Hel"]));
  half.end();
  await vi.waitFor(() => expect(second.answer.isOpen()).toBe(false));
  expect(second.answer.streaming()).toBe("answer");
  expect(second.shown.current().phase).toBe("answering");
  await vi.runAllTimersAsync();
  await following;
  expect(second.onNews.mock.calls).toEqual([["now"]]);
  expect(second.shown.current()).toMatchObject({ phase: "idle", answeredId: null });
});

test("cut, nothing of what still comes is taken", async () => {
  const { shown, answer, onNews, texts, put } = begin();
  const stream = streaming();
  await put("Hi");
  stream.send(start);
  await vi.waitFor(() => expect(answer.streaming()).toBe("answer"));
  answer.cut();
  const before = shown.current();
  stream.send(said("Late."));
  stream.end();
  await vi.runAllTimersAsync();
  expect(shown.current()).toBe(before);
  expect(texts()).toEqual(["Hi", ""]);
  expect(onNews).not.toHaveBeenCalled();
  expect([answer.isOpen(), answer.streaming()]).toEqual([false, null]);
});

test("a message that did not arrive is not shown any more, and it is said whether that is known", async () => {
  const { shown, answer, put } = begin();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("network")));
  expect(await put("Hi")).toMatchObject({ isUnsure: true, failure: { code: "unavailable" } });
  expect(shown.current()).toMatchObject({ messages: [], phase: "idle" });
  expect(answer.isOpen()).toBe(false);
});
