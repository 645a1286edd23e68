import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ChatMessage, MessageMetadata } from "#lib/schemas/chat.ts";
import type { ThreadWithMessages } from "#lib/schemas/chat-threads.ts";

import type { Chunk } from "./chunks.ts";
import { createConversation } from "./conversation.ts";

const announced = vi.hoisted(() => ({ tell: (_event: { type: string; id: string }) => undefined as void }));
vi.mock("#components/live/stream.ts", () => ({
  isStreamOpen: () => true,
  listenLive: ({ onEvent }: { onEvent: typeof announced.tell }) => {
    announced.tell = onEvent;
    return () => undefined;
  },
}));

const threadId = "0198c0de-0000-7000-8000-000000000001";
const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 0, 0, second)).toISOString();

const metadata = (status: MessageMetadata["status"], turnId = "turn"): MessageMetadata => ({
  threadId,
  turnId,
  status,
  model: null,
  usage: null,
  error: null,
});
const message = (
  id: string,
  text: string,
  {
    role = "assistant",
    status = "done",
    second = 1,
  }: Partial<Pick<ChatMessage, "role">> & {
    status?: MessageMetadata["status"];
    second?: number;
  } = {},
): ChatMessage => ({
  id,
  role,
  parts: [{ type: "text", text }],
  metadata: metadata(status),
  createdAt: at(second),
});

let stored: { messages: ChatMessage[]; running: string | null };
let refusal: Response | null;
const asked: string[] = [];
/** What the next streams bring, each until it ends. */
const streams: Chunk[][] = [];

const question = (text: string) => message("question", text, { role: "user", second: 0 });
const start: Chunk = { type: "start", messageId: "answer", messageMetadata: metadata("running") };
const said = (delta: string): Chunk => ({ type: "text-delta", delta });
const ended: Chunk[] = [{ type: "message-metadata", messageMetadata: metadata("done") }, { type: "finish" }];

function streamed(chunks: Chunk[]): Response {
  const text = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  // Cut at odd places, as a network does.
  const pieces = text.match(/[\s\S]{1,7}/g) ?? [];
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    }),
  );
}

/** What the server has written down when a stream has ended. */
function finished(chunks: Chunk[]): void {
  const id = chunks.flatMap((chunk) => (chunk.type === "start" ? [chunk.messageId] : []))[0] ?? "";
  const text = chunks.map((chunk) => (chunk.type === "text-delta" ? chunk.delta : "")).join("");
  const others = stored.messages.filter((one) => one.id !== id);
  stored = { messages: [...others, message(id, text, { second: others.length })], running: null };
}

const page = (): ThreadWithMessages => ({
  thread: {
    id: threadId,
    title: "Title",
    tainted: false,
    runningTurnId: stored.running,
    lastAt: at(0),
    archivedAt: null,
    deletedAt: null,
    createdAt: at(0),
  },
  items: stored.messages,
  nextCursor: null,
});

beforeEach(() => {
  stored = { messages: [], running: null };
  refusal = null;
  asked.length = 0;
  streams.length = 0;
  vi.stubGlobal("fetch", (path: string, { method = "GET" }: RequestInit = {}) => {
    asked.push(`${method} ${path.replace(threadId, "ID")}`);
    if (path.startsWith("/api/v1/chat/")) return Promise.resolve(Response.json({ ok: true, data: page() }));
    if (refusal) return Promise.resolve(refusal);
    if (path.endsWith("/stop")) return Promise.resolve(Response.json({ ok: true, data: { turnId: "turn" } }));
    const next = streams.shift();
    if (next?.some(({ type }) => type === "finish")) finished(next);
    return Promise.resolve(next ? streamed(next) : new Response(null, { status: 204 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

const begin = () =>
  createConversation({
    retryTurn: () => {
      stored = { messages: [question("Hi")], running: "again" };
      return Promise.resolve({ ok: true, data: { threadId, turnId: "again" } });
    },
  });
const textOf = ({ parts }: ChatMessage) =>
  parts.map((part) => (part.type === "text" ? part.text : "")).join("");
const textsOf = (conversation: ReturnType<typeof begin>) => conversation.current().messages.map(textOf);

/** What the tab's own storage holds, over a reload. */
function keptInTab(): ReadonlyMap<string, string> {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  return kept;
}

test("a question begins a conversation and its answer streams in", async () => {
  const conversation = begin();
  const told = vi.fn();
  conversation.tell(told);
  streams.push([start, said("You have "), said("3."), ...ended]);
  stored.messages = [question("How many?"), message("answer", "You have 3.")];
  const sending = conversation.send("How many?");
  expect(textsOf(conversation)).toEqual(["How many?"]);
  expect(conversation.current()).toMatchObject({ phase: "sending", draft: "" });
  expect(await sending).toBe(true);
  await vi.waitFor(() =>
    expect(conversation.current()).toMatchObject({ phase: "idle", answeredId: "answer" }),
  );
  expect(told).toHaveBeenCalledExactlyOnceWith(threadId);
  await vi.waitFor(() => expect(conversation.current().messages[0]?.id).toBe("question"));
  expect(textsOf(conversation)).toEqual(["How many?", "You have 3."]);
  conversation.close();
});

test("a stream that breaks off is taken up again from its first chunk, and nothing is said twice", async () => {
  const conversation = begin();
  stored = { messages: [question("Hi"), message("answer", "", { status: "running" })], running: "turn" };
  streams.push([start, said("One ")], [start, said("One "), said("two."), ...ended]);
  await conversation.send("Hi");
  await vi.waitFor(() => expect(textsOf(conversation)).toContain("One two."), { timeout: 4_000 });
  expect(asked.filter((line) => line === "GET /api/chat/ID/stream")).toHaveLength(1);
  conversation.close();
});

test("what runs when a conversation is opened is followed", async () => {
  const conversation = begin();
  stored = { messages: [question("Hi"), message("answer", "", { status: "running" })], running: "turn" };
  streams.push([start, said("Hello."), ...ended]);
  conversation.open(threadId);
  expect(conversation.current().isLoading).toBe(true);
  await vi.waitFor(() => expect(textsOf(conversation)).toEqual(["Hi", "Hello."]));
  conversation.close();
});

test("what begins elsewhere is announced, and followed", async () => {
  const conversation = begin();
  stored.messages = [question("Hi"), message("answer", "Hello.")];
  conversation.open(threadId);
  await vi.waitFor(() => expect(textsOf(conversation)).toEqual(["Hi", "Hello."]));
  stored = {
    messages: [...stored.messages, message("later", "", { status: "running", second: 3 })],
    running: "turn",
  };
  streams.push([{ ...start, messageId: "later" }, said("More."), ...ended]);
  announced.tell({ type: "chat.changed", id: threadId });
  await vi.waitFor(() => expect(textsOf(conversation)).toEqual(["Hi", "Hello.", "More."]));
  conversation.close();
});

test("refused, the text stands in the field again with the reason", async () => {
  const conversation = begin();
  const error = { code: "conflict", message: "Still answering.", requestId: "r" };
  refusal = Response.json({ ok: false, error }, { status: 409 });
  expect(await conversation.send("Me too")).toBe(false);
  expect(conversation.current()).toMatchObject({
    phase: "idle",
    draft: "Me too",
    failure: error,
    messages: [],
  });
});

test("the page and what is mentioned go along by their ids; refused, the names stand in the field again", async () => {
  const [ada, loom] = ["0198c0de-0000-7000-8000-00000000000a", "0198c0de-0000-7000-8000-00000000000b"];
  const bodies: unknown[] = [];
  const error = { code: "not_found", message: "This company was not found.", requestId: "r" };
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)));
    return Promise.resolve(Response.json({ ok: false, error }, { status: 404 }));
  });
  const conversation = begin();
  const mention = { kind: "company" as const, id: loom, label: "Loom Works" };
  conversation.mention(mention, "Are they at @Loom Works ");
  conversation.type("Are they at @Loom Works?");
  const sending = conversation.send("Are they at @Loom Works?", { kind: "contact", id: ada, label: "Ada" });
  expect(conversation.current()).toMatchObject({ draft: "", mentions: [] });
  expect(conversation.current().messages[0]?.parts).toMatchObject([
    { text: `Are they at @company:${loom}?` },
    {
      data: {
        items: [
          { id: ada, label: "Ada" },
          { id: loom, label: "Loom Works" },
        ],
      },
    },
  ]);
  expect(await sending).toBe(false);
  expect(bodies).toMatchObject([
    {
      message: `Are they at @company:${loom}?`,
      about: [
        { kind: "contact", id: ada, via: "page" },
        { kind: "company", id: loom, via: "mention" },
      ],
    },
  ]);
  expect(JSON.stringify(bodies)).not.toContain("Loom");
  expect(conversation.current()).toMatchObject({ draft: "Are they at @Loom Works?", mentions: [mention] });
  conversation.type("Are they?");
  expect(conversation.current().mentions).toEqual([]);
});

test("a message of which nobody knows whether it arrived is sent again under the same key", async () => {
  const keys: unknown[] = [];
  const fetched = vi.fn((_path: string, init: RequestInit) => {
    keys.push(JSON.parse(String(init.body)).clientKey);
    return Promise.reject(new TypeError("network"));
  });
  vi.stubGlobal("fetch", fetched);
  const conversation = begin();
  await conversation.send("Hi");
  await conversation.send("Hi");
  await conversation.send("Other");
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
  expect(conversation.current().failure?.message).toContain("kept");
});

test("stop is told to the server, also before the conversation has a name", async () => {
  const conversation = begin();
  stored.messages = [question("Hi"), message("answer", "")];
  streams.push([start, ...ended]);
  const sending = conversation.send("Hi");
  await conversation.stop();
  expect(asked).not.toContain("POST /api/chat/ID/stop");
  await sending;
  await vi.waitFor(() => expect(asked).toContain("POST /api/chat/ID/stop"));
  conversation.close();
});

test("answering again takes the failed answer away and follows the new one", async () => {
  const conversation = begin();
  stored.messages = [question("Hi"), message("answer", "Half", { status: "failed" })];
  conversation.open(threadId);
  await vi.waitFor(() => expect(textsOf(conversation)).toEqual(["Hi", "Half"]));
  streams.push([{ ...start, messageId: "second" }, said("Whole."), ...ended]);
  await conversation.retry("turn");
  await vi.waitFor(() => expect(textsOf(conversation)).toEqual(["Hi", "Whole."]));
  conversation.close();
});

test("left for another one, the line to the first is cut", async () => {
  const conversation = begin();
  stored = { messages: [question("Hi"), message("answer", "", { status: "running" })], running: "turn" };
  const paths: string[] = [];
  const arriving = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", (path: string) => {
    paths.push(path);
    return arriving.promise;
  });
  conversation.open(threadId);
  conversation.open(null);
  // What was on its way arrives all the same, and is read.
  const late = Response.json({ ok: true, data: page() });
  const reading = vi.spyOn(late, "json");
  arriving.resolve(late);
  await vi.waitFor(() => expect(reading).toHaveBeenCalled());
  await reading.mock.results[0]?.value;
  await new Promise((resolve) => setImmediate(resolve));
  expect(conversation.current()).toMatchObject({ threadId: null, messages: [], phase: "idle" });
  expect(paths).toEqual([expect.stringContaining(`/chat/${threadId}?`)]);
});

const running = () => {
  stored = { messages: [question("Hi"), message("answer", "", { status: "running" })], running: "turn" };
};

/** What was sent, by its words; each is answered at once. */
function answering(status: MessageMetadata["status"] = "done") {
  const sent: string[] = [];
  const going = Promise.withResolvers<Response>();
  vi.stubGlobal("fetch", (path: string, { method = "GET", body }: RequestInit = {}) => {
    if (path.startsWith("/api/v1/chat/")) return Promise.resolve(Response.json({ ok: true, data: page() }));
    if (method === "GET") return sent.length === 0 ? going.promise : Promise.resolve(streamed([]));
    sent.push(JSON.parse(String(body)).message);
    const id = `answer-${sent.length}`;
    stored.messages = [...stored.messages, message(id, "Yes.", { second: 5 + sent.length })];
    const begun: Chunk = { type: "start", messageId: id, messageMetadata: metadata("running") };
    return Promise.resolve(streamed([begun, said("Yes."), ...ended]));
  });
  const end = () => {
    stored = { messages: [question("Hi"), message("answer", "Hello.", { status })], running: null };
    const last: Chunk = { type: "message-metadata", messageMetadata: metadata(status) };
    going.resolve(streamed([start, said("Hello."), last, { type: "finish" }]));
  };
  return { sent, end };
}

test.each(["done", "stopped"] as const)(
  "what is written during an answer waits, and is sent one by one when it is %s",
  async (status) => {
    running();
    const { sent, end } = answering(status);
    const conversation = begin();
    conversation.open(threadId);
    await vi.waitFor(() => expect(conversation.current().phase).toBe("answering"));
    conversation.type("One");
    expect(await conversation.send("One")).toBe(true);
    await conversation.send("Two");
    await conversation.send("Three");
    expect(conversation.current()).toMatchObject({ draft: "", queue: [{ text: "One" }, {}, {}] });
    const [, two] = conversation.current().queue;
    if (two) conversation.unqueue(two);
    expect(sent).toEqual([]);
    end();
    await vi.waitFor(() => expect(sent).toEqual(["One", "Three"]), { timeout: 4_000 });
    expect(conversation.current().queue).toEqual([]);
    conversation.close();
  },
);

test("after an answer that failed, what waited stands in the field", async () => {
  running();
  const { sent, end } = answering("failed");
  const conversation = begin();
  conversation.open(threadId);
  await vi.waitFor(() => expect(conversation.current().phase).toBe("answering"));
  await conversation.send("One");
  await conversation.send("Two");
  end();
  await vi.waitFor(() =>
    expect(conversation.current()).toMatchObject({ draft: "One\n\nTwo", queue: [], phase: "idle" }),
  );
  expect(sent).toEqual([]);
  conversation.close();
});

test("what waits keeps the page and what it mentions, on its way and back into the field", async () => {
  running();
  answering();
  const conversation = begin();
  conversation.open(threadId);
  await vi.waitFor(() => expect(conversation.current().phase).toBe("answering"));
  const ada = { kind: "contact", id: "0190f7a0-0000-7000-8000-000000000001", label: "Ada" } as const;
  const looms = { kind: "company", id: "0190f7a0-0000-7000-8000-000000000002", label: "Loom Works" } as const;
  conversation.mention(ada, "Ask @Ada");
  await conversation.send("Ask @Ada", looms);
  const [waiting] = conversation.current().queue;
  expect(waiting).toMatchObject({ text: "Ask @Ada", page: looms, mentions: [ada] });
  expect(conversation.current()).toMatchObject({ draft: "", mentions: [] });
  if (waiting) {
    conversation.unqueue(waiting);
    conversation.putBack(waiting);
  }
  expect(conversation.current()).toMatchObject({ draft: "Ask @Ada", mentions: [ada], queue: [] });
  conversation.close();
});

test("what waits is there again after a reload, and forgotten with the conversation", async () => {
  const kept = keptInTab();
  running();
  const { sent, end } = answering();
  const before = begin();
  before.open(threadId);
  await vi.waitFor(() => expect(before.current().phase).toBe("answering"));
  await before.send("One");
  before.close();
  const after = begin();
  after.open(threadId);
  expect(after.current().queue).toMatchObject([{ text: "One" }]);
  end();
  await vi.waitFor(() => expect(sent).toEqual(["One"]), { timeout: 4_000 });
  expect(kept.get("omnicrm-queued")).toBe("{}");
  after.close();
});

test("a click answers the question that ends the conversation, once, and is taken off where it is refused", async () => {
  const options = ["Ada Byron", "Ada Lindt"].map((label) => ({ label, record: null }));
  const choice = { type: "data-choice" as const, id: "call", data: { question: "Which Ada?", options } };
  stored.messages = [question("Call Ada"), { ...message("asking", ""), parts: [choice] }];
  const conversation = begin();
  conversation.open(threadId);
  await vi.waitFor(() => expect(conversation.current().messages).toHaveLength(2));
  await conversation.choose("turn", "call", 3);
  await conversation.choose("turn", "another", 1);
  expect(asked).not.toContain("POST /api/chat");

  const refused = { code: "conflict", message: "Answered already.", requestId: "r" };
  refusal = Response.json({ ok: false, error: refused }, { status: 409 });
  await conversation.choose("turn", "call", 1);
  expect(conversation.current()).toMatchObject({ phase: "idle", failure: refused });
  expect(conversation.current().messages).toHaveLength(2);

  refusal = null;
  streams.push([start, said("Good."), ...ended]);
  const choosing = conversation.choose("turn", "call", 2);
  expect(conversation.current().messages.at(-1)?.parts).toMatchObject([
    { type: "data-chosen", data: { option: 2, label: "Ada Lindt" } },
  ]);
  await choosing;
  await vi.waitFor(() => expect(conversation.current()).toMatchObject({ phase: "idle", failure: null }));
  expect(asked.filter((one) => one === "POST /api/chat")).toHaveLength(2);
  conversation.close();
});

test("what was on its way when the page was reloaded is sent again, as the same message", async () => {
  const kept = keptInTab();
  stored = { messages: [question("Hi"), message("answer", "Hello.")], running: null };
  const keys: string[] = [];
  vi.stubGlobal("fetch", (path: string, { method = "GET", body }: RequestInit = {}) => {
    if (path.startsWith("/api/v1/chat/")) return Promise.resolve(Response.json({ ok: true, data: page() }));
    if (method === "GET") return Promise.resolve(new Response(null, { status: 204 }));
    keys.push(JSON.parse(String(body)).clientKey);
    return keys.length === 1
      ? new Promise<Response>(() => undefined)
      : Promise.resolve(streamed([{ ...start, messageId: "second" }, said("Yes."), ...ended]));
  });
  const before = begin();
  before.open(threadId);
  await vi.waitFor(() => expect(before.current().isLoading).toBe(false));
  void before.send("One");
  await vi.waitFor(() => expect(keys).toHaveLength(1));
  before.close();
  const after = begin();
  after.open(threadId);
  await vi.waitFor(() => expect(keys).toHaveLength(2), { timeout: 4_000 });
  expect(new Set(keys).size).toBe(1);
  await vi.waitFor(() => expect(kept.get("omnicrm-queued")).toBe("{}"));
  after.close();
});
