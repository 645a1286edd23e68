import { afterAll, beforeAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  calls,
  cut,
  type ModelServer,
  refuses,
  type Reply,
  says,
  startModelServer,
} from "#local/testing/model-server.ts";
import { answerOf, memorySink, textOf } from "#local/testing/turns.ts";
import { runTurn } from "#server/assistant/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import { env, setEnv } from "#server/env.ts";

import { bindModel, costOf, modelFailure, modelSetUp, mostOf } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "gpt-5-mini-2025-08-07" });

let server: ModelServer;

beforeAll(async () => {
  bindModel();
  server = await startModelServer();
  setEnv({ ...env(), OPENAI_BASE_URL: server.url });
});
afterAll(() => server.close());

async function answerTo(...script: Reply[]) {
  server.answers([...script]);
  bindModel();
  const ctx = await newOwner();
  const { threadId, turnId } = await sendAndAnswer({ ...ctx, door: "rest" }, { message: "Hi" });
  const { sink } = memorySink();
  await runTurn(ctx, turnId, { sink, signal: new AbortController().signal, whenInterrupted: () => "fail" });
  return answerOf(ctx, threadId, turnId);
}

test("a compatible server is asked by address and key; tools, cached tokens and the price of a dated model count", async () => {
  const answer = await answerTo(calls("search_query", { query: "Ada" }), says("Nobody."));
  expect(textOf(answer)).toBe("Nobody.");
  expect(server.asked).toMatchObject([
    {
      url: "/v1/chat/completions",
      headers: { authorization: "Bearer sk-test" },
      body: { model: "gpt-5-mini-2025-08-07", stream: true },
    },
    {},
  ]);
  const costMicros = 2 * Math.ceil(600 * 0.25 + 400 * 0.025 + 10 * 2);
  expect(answer.metadata.usage).toMatchObject({
    calls: 2,
    inputTokens: 2_000,
    cachedInputTokens: 800,
    outputTokens: 20,
    costMicros,
    estimated: false,
  });
});

test("500 and 429 are tried again; what stays is said in words", { timeout: 30_000 }, async () => {
  expect(textOf(await answerTo(refuses(500), refuses(429, { "retry-after-ms": "10" }), says("Here.")))).toBe(
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
  const answer = await answerTo();
  setEnv(settings);
  expect(server.asked).toEqual([]);
  expect(answer.metadata).toMatchObject({
    status: "failed",
    error: { code: "not_set_up", message: expect.stringContaining("OPENAI_API_KEY") },
  });
});

test("prices go by the day; an unknown one is held dearly and marked; one's own price and a stand-in's are taken", () => {
  const tokens = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 };
  const unknown = { provider: "ollama", model: "llama3.2" };
  expect(costOf(unknown, tokens, "2026-01-01")).toEqual({ costMicros: 4_500, priced: false });
  expect(costOf({ provider: "openai", model: "gpt-5-mini" }, tokens, "2026-01-01")).toEqual({
    costMicros: 450,
    priced: true,
  });
  const kept = { ...tokens, cachedInputTokens: 500, cacheWriteTokens: 400 };
  expect(costOf({ provider: "anthropic", model: "claude-haiku-4-5-20251001" }, kept, "2026-01-01")).toEqual({
    costMicros: 100 + 400 * 1.25 + 50 + 500,
    priced: true,
  });
  const settings = env();
  setEnv({ ...settings, MODEL_PRICES: [{ name: "ollama/llama3.2", value: "1/0.5/2" }] });
  expect(costOf(unknown, tokens, "2026-01-01")).toEqual({ costMicros: 1_200, priced: true });
  setEnv({ ...settings, LOCAL_STAND_INS: ["model"] });
  expect(costOf(unknown, tokens, "2026-01-01")).toEqual({ costMicros: 0, priced: true });
  setEnv(settings);
});

test("what is set aside for a call is enough where the provider keeps all of its input, for more than input costs", () => {
  const atMost = { inputTokens: 1_000, cachedInputTokens: 0, outputTokens: 100 };
  for (const [candidate, input] of [
    [{ provider: "anthropic", model: "claude-haiku-4-5" }, 1.25],
    [{ provider: "openai", model: "gpt-5" }, 1.25],
  ] as const) {
    const { costMicros } = costOf(candidate, { ...atMost, cacheWriteTokens: 1_000 }, "2026-01-01");
    expect(mostOf(candidate, atMost, "2026-01-01")).toBe(costMicros);
    expect(costMicros).toBe(1_000 * input + 100 * (candidate.provider === "openai" ? 10 : 5));
  }
});

test("an error of ours is not taken for the model's", () => {
  expect(modelFailure(new Error("bug"))).toMatchObject({ code: "internal", retry: true });
});
