import { createServer, type Server, type ServerResponse } from "node:http";

import { afterAll, beforeAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { answerOf, memorySink, textOf } from "#local/testing/turns.ts";
import { runTurn } from "#server/assistant/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import { env, setEnv } from "#server/env.ts";

import { bindModel, costOf, languageModel, ModelError, modelFailure, modelSetUp } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "gpt-5-mini-2025-08-07" });

type Reply = (response: ServerResponse) => void;

let server: Server;
let replies: Reply[] = [];
let asked: { url: string; authorization: string | undefined; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
  bindModel();
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => (body += piece.toString()));
    request.on("end", () => {
      asked.push({
        url: request.url ?? "",
        authorization: request.headers.authorization,
        body: JSON.parse(body) as Record<string, unknown>,
      });
      (replies.shift() ?? plain("Done."))(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  setEnv({ ...env(), OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const delta = (content: object, finish: string | null = null) =>
  event({
    id: "c",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta: content, finish_reason: finish }],
  });
const usage = event({
  id: "c",
  object: "chat.completion.chunk",
  created: 1,
  model: "m",
  choices: [],
  usage: {
    prompt_tokens: 1_000,
    completion_tokens: 10,
    total_tokens: 1_010,
    prompt_tokens_details: { cached_tokens: 400 },
  },
});

const stream =
  (...pieces: string[]): Reply =>
  (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.end([...pieces, usage, "data: [DONE]\n\n"].join(""));
  };
const plain = (text: string) => stream(delta({ role: "assistant", content: text }), delta({}, "stop"));
const calls = (name: string, input: object) =>
  stream(
    delta({
      role: "assistant",
      tool_calls: [
        { index: 0, id: "call_1", type: "function", function: { name, arguments: JSON.stringify(input) } },
      ],
    }),
    delta({}, "tool_calls"),
  );
const refuses =
  (status: number, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "No.", type: "x", code: "x" } }));
  };
const cut: Reply = (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(delta({ role: "assistant", content: "Half of" }));
  setTimeout(() => response.destroy(), 50);
};

async function answerTo(...script: Reply[]) {
  replies = script;
  asked = [];
  const ctx = await newOwner();
  const { threadId, turnId } = await sendAndAnswer({ ...ctx, door: "rest" }, { message: "Hi" });
  const { sink } = memorySink();
  await runTurn(ctx, turnId, { sink, signal: new AbortController().signal, whenInterrupted: () => "fail" });
  return answerOf(ctx, threadId, turnId);
}

test("a compatible server is asked by address and key; tools, cached tokens and the price of a dated model count", async () => {
  const answer = await answerTo(calls("search_query", { query: "Ada" }), plain("Nobody."));
  expect(textOf(answer)).toBe("Nobody.");
  expect(asked).toMatchObject([
    {
      url: "/v1/chat/completions",
      authorization: "Bearer sk-test",
      body: { model: "gpt-5-mini-2025-08-07", stream: true },
    },
    {},
  ]);
  const costMicros = 2 * Math.ceil(600 * 0.25 + 400 * 0.025 + 10 * 2);
  expect(answer.metadata.usage).toEqual({
    calls: 2,
    inputTokens: 2_000,
    cachedInputTokens: 800,
    outputTokens: 20,
    costMicros,
    estimated: false,
  });
});

test("500 and 429 are tried again; what stays is said in words", { timeout: 30_000 }, async () => {
  expect(textOf(await answerTo(refuses(500), refuses(429, { "retry-after-ms": "10" }), plain("Here.")))).toBe(
    "Here.",
  );
  const busy = await answerTo(...Array.from({ length: 3 }, () => refuses(429, { "retry-after-ms": "10" })));
  expect(busy.metadata).toMatchObject({
    status: "failed",
    error: { code: "rate_limited", retry: true },
    usage: { costMicros: 0 },
  });
  expect((await answerTo(refuses(401))).metadata).toMatchObject({
    error: { code: "not_set_up", retry: false },
  });
});

test("a connection that breaks in the middle keeps what was said", async () => {
  const answer = await answerTo(cut);
  expect(textOf(answer)).toBe("Half of");
  expect(answer.metadata).toMatchObject({ status: "failed", error: { code: "unavailable", retry: true } });
});

test("without a key nothing is asked, and the answer says why", async () => {
  const settings = env();
  setEnv({ ...settings, OPENAI_API_KEY: undefined });
  expect(modelSetUp()).toBe(false);
  expect(() => languageModel("chat")).toThrow(ModelError);
  const answer = await answerTo();
  setEnv(settings);
  expect(asked).toEqual([]);
  expect(answer.metadata).toMatchObject({
    status: "failed",
    error: { code: "not_set_up", message: expect.stringContaining("OPENAI_API_KEY") },
  });
});

test("an unknown model is charged dearly and marked; a stand-in costs nothing", () => {
  const tokens = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 };
  expect(costOf("somebody-elses-model", tokens)).toEqual({ costMicros: 4_500, estimated: true });
  const settings = env();
  setEnv({ ...settings, LOCAL_STAND_INS: ["model"] });
  expect(costOf("somebody-elses-model", tokens)).toEqual({ costMicros: 0, estimated: false });
  setEnv(settings);
});

test("an error of ours is not taken for the model's", () => {
  expect(modelFailure(new Error("bug"))).toMatchObject({ code: "internal", retry: true });
});
