import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import {
  cut,
  cutBefore,
  delta,
  type ModelServer,
  page,
  refuses,
  type Reply,
  resets,
  says,
  silent,
  startModelServer,
  stream,
  whole,
} from "#local/testing/model-server.ts";
import { testEnvironment } from "#local/testing/fixtures.ts";
import { AppError } from "#lib/errors.ts";
import { parseEnv, setEnv } from "#server/env.ts";
import { logger } from "#server/observability/index.ts";

import { faultsToOpen, resetBreakers } from "./breakers.ts";
import { noteFirstWord, resetFirstWords } from "./first-words.ts";
import { type AttemptEnd, bindModel, languageModel, modelFailure } from "./index.ts";

let [first, second]: ModelServer[] = [];
const both = () => {
  if (!first || !second) throw new Error("the servers are started first");
  return [first, second] as const;
};

beforeAll(async () => {
  [first, second] = [await startModelServer(), await startModelServer()];
  const settings = testEnvironment({
    appUrl: "postgres://x@127.0.0.1/x",
    systemUrl: "postgres://x@127.0.0.1/x",
    redisUrl: "redis://127.0.0.1:1",
    redisPrefix: "x",
  });
  setEnv(
    parseEnv({
      ...settings,
      OPENAI_API_KEY: "sk-first",
      OPENAI_BASE_URL: first.url,
      MODEL_SERVERS: `other=${second.url}`,
      MODEL_SERVER_KEYS: "other=sk-second",
      MODELS_STRONG: "openai/gpt-5.1, other/vendor/big",
      MODELS_FAST: "other/small",
      MODEL_FIRST_TOKEN_MS: "2000",
      MODEL_SECOND_AFTER_MS: "400",
    }),
  );
});
afterAll(() => Promise.all(both().map((server) => server.close())));
beforeEach(() => {
  bindModel();
  resetBreakers();
  knowThem();
});

/** Both have often answered at once. */
function knowThem(): void {
  resetFirstWords();
  for (let answer = 0; answer < 8; answer++) {
    noteFirstWord({ provider: "openai", model: "gpt-5.1" }, 1);
    noteFirstWord({ provider: "other", model: "vendor/big" }, 1);
  }
}

const options: LanguageModelV4CallOptions = {
  prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
};

interface Answer {
  said: string;
  error: unknown;
  tookMs: number;
  attempts: (AttemptEnd & { provider: string; model: string })[];
}

interface How {
  signal?: AbortSignal;
  tier?: "fast" | "strong";
  /** Called before each request; fails as the meter would. */
  before?: () => Promise<void>;
}

/** Asks once, with these replies of the first and the second provider. */
async function ask(
  replies: { first?: Reply[]; second?: Reply[] },
  { signal, tier = "strong", before }: How = {},
): Promise<Answer> {
  const [one, two] = both();
  one.answers(replies.first ?? []);
  two.answers(replies.second ?? []);
  const attempts: Answer["attempts"] = [];
  const model = languageModel({
    useCase: "chat",
    tier: () => tier,
    log: logger(),
    meter: {
      begin: async ({ provider, model: name }) => {
        await before?.();
        return { end: (end) => void attempts.push({ ...end, provider, model: name }) };
      },
    },
  });
  const startedAt = performance.now();
  let [said, error, tookMs]: [string, unknown, number] = ["", null, 0];
  try {
    const { stream: parts } = await model.doStream({
      ...options,
      ...(signal ? { abortSignal: signal } : {}),
    });
    tookMs = performance.now() - startedAt;
    for await (const part of parts) {
      if (part.type === "text-delta") said += part.delta;
      if (part.type === "error") error = part.error;
    }
  } catch (thrown) {
    error = thrown;
  }
  return { said, error, tookMs, attempts };
}

const faults: [string, Reply][] = [
  ["a page of somebody else's", page],
  ["429", refuses(429)],
  ["500", refuses(500)],
  ["529 of an overloaded one", refuses(529)],
  ["a reset", resets],
  ["a cut before the first word", cutBefore],
  ["a stream that ends without a word", stream(delta({ role: "assistant" }))],
  ["silence", silent],
  ["a key that is refused", refuses(401)],
];

test.each(faults)("after %s the next provider answers, soon, and both are told of", async (_, fault) => {
  const answer = await ask({ first: [fault], second: [says("Here.")] });
  expect(answer).toMatchObject({ said: "Here.", error: null });
  expect(answer.tookMs).toBeLessThan(1_500);
  expect(answer.attempts).toMatchObject([
    { provider: "openai", model: "gpt-5.1", firstTokenMs: null },
    { provider: "other", model: "vendor/big", outcome: "answered", error: null },
  ]);
  const [, two] = both();
  expect(two.asked).toMatchObject([
    { headers: { authorization: "Bearer sk-second" }, body: { model: "vendor/big" } },
  ]);
});

const speaksLate =
  (ms: number): Reply =>
  (response) =>
    void setTimeout(() => says("Late.")(response), ms);

test("who is silent for longer than usual may still win; who loses is stopped, and charged for what it was sent", async () => {
  const won = await ask({ first: [speaksLate(700)], second: [silent] });
  expect(won.said).toBe("Late.");
  expect(won.attempts).toMatchObject([
    { provider: "other", outcome: "stopped", guessed: true, error: null, tokens: { outputTokens: 0 } },
    { provider: "openai", outcome: "answered" },
  ]);
  // Now it is known to take so long, and is given the time.
  expect(await ask({ first: [speaksLate(550)], second: [says("Never.")] })).toMatchObject({ said: "Late." });
  expect(both()[1].asked).toEqual([]);
});

test("one that little is known of is waited for longer, and for twice as long as it took: it is not paid for twice", async () => {
  resetFirstWords();
  for (const ms of [900, 1_500]) {
    expect((await ask({ first: [speaksLate(ms)], second: [says("Never.")] })).said).toBe("Late.");
    expect(both()[1].asked).toEqual([]);
  }
  resetFirstWords();
  const answer = await ask({ first: [silent], second: [says("Here.")] });
  expect(answer.said).toBe("Here.");
  expect(answer.tookMs).toBeLessThan(2_000);
});

test("who is silent all the time is left alone as one that fails is; who was only a little slower is not", async () => {
  for (let asked = 0; asked < faultsToOpen; asked++) {
    expect((await ask({ first: [silent], second: [says("Here.")] })).said).toBe("Here.");
  }
  expect((await ask({ first: [says("Never.")], second: [says("Here.")] })).said).toBe("Here.");
  expect(both()[0].asked).toEqual([]);

  resetBreakers();
  for (let asked = 0; asked <= faultsToOpen; asked++) {
    knowThem();
    expect((await ask({ first: [speaksLate(450)], second: [silent] })).said).toBe("Late.");
  }
  expect((await ask({ first: [refuses(500)], second: [says("Here.")] })).said).toBe("Here.");
});

test("what nobody waits for is asked of one at a time", async () => {
  both()[0].answers([(response) => void setTimeout(() => whole("Late.")(response), 600)]);
  both()[1].answers([]);
  const model = languageModel({
    ...{ useCase: "extract", tier: () => "strong", log: logger() },
    meter: { begin: () => Promise.resolve({ end: () => undefined }) },
  });
  expect((await model.doGenerate(options)).content).toMatchObject([{ type: "text", text: "Late." }]);
  expect(both()[1].asked).toEqual([]);
});

test("whoever has begun to speak is not replaced: a cut in the middle stays a cut", async () => {
  const answer = await ask({ first: [cut], second: [says("Never.")] });
  expect(answer.said).toBe("Half of");
  expect(answer.error).not.toBeNull();
  expect(answer.attempts).toMatchObject([{ outcome: "cut", guessed: true, text: "Half of" }]);
  expect(both()[1].asked).toEqual([]);
});

test("what is the request's fault goes to nobody else", async () => {
  const answer = await ask({ first: [refuses(413)], second: [says("Never.")] });
  expect(answer.error).not.toBeNull();
  expect(both()[1].asked).toEqual([]);
});

test("a provider that fails all the time is left alone after a few faults, without being asked", async () => {
  for (let asked = 0; asked < faultsToOpen; asked++) {
    expect((await ask({ first: [refuses(503)], second: [says("Here.")] })).said).toBe("Here.");
    expect(both()[0].asked).toHaveLength(1);
  }
  expect(await ask({ first: [says("Never.")], second: [says("Here.")] })).toMatchObject({ said: "Here." });
  expect(both()[0].asked).toEqual([]);
});

test.each([
  ["a connection that is refused", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
  ["a connection that takes too long", new Error("write CONNECT_TIMEOUT")],
  ["the database's own words", new AppError("unavailable", "The database cannot be reached right now.")],
])("a fault of ours before a call, %s, is told once as ours and blames nobody", async (_, fault) => {
  for (let asked = 0; asked <= faultsToOpen; asked++) {
    let begun = 0;
    const before = () => {
      begun += 1;
      return Promise.reject(fault);
    };
    const { error } = await ask({ first: [says("Never.")], second: [says("Never.")] }, { before });
    expect(error).toBe(fault);
    expect(modelFailure(error).code).toBe("internal");
    expect(begun).toBe(1);
  }
  expect(both().flatMap(({ asked }) => asked)).toEqual([]);
  expect(await ask({ first: [says("Here.")] })).toMatchObject({ said: "Here." });
});

test("what a person stops says nothing about the provider", async () => {
  for (let stopped = 0; stopped <= faultsToOpen; stopped++) {
    const stopping = new AbortController();
    const { attempts, error } = await ask({ first: [() => stopping.abort()] }, { signal: stopping.signal });
    expect(error).toMatchObject({ name: "AbortError" });
    expect(attempts).toMatchObject([{ outcome: "stopped" }]);
  }
  expect(await ask({ first: [says("Here.")] })).toMatchObject({ said: "Here." });
});

test("where all fail they are asked again, after as long as they ask for; too long is not waited for", async () => {
  const soon = refuses(429, { "retry-after": "1" });
  const answer = await ask({ first: [soon, says("Here.")], second: [soon, says("There.")] });
  expect(answer.said).toMatch(/^T?[Hh]ere\.$/);
  expect(answer.tookMs).toBeGreaterThanOrEqual(1_000);
  const late = refuses(429, { "retry-after": "3600" });
  const refused = await ask({ first: [late], second: [late] });
  expect(refused.error).toMatchObject({ statusCode: 429 });
  expect(both().map(({ asked }) => asked.length)).toEqual([1, 1]);
});

test("what is worth a small model goes to a small one, also in one piece", async () => {
  expect(await ask({ second: [says("Small.")] }, { tier: "fast" })).toMatchObject({
    said: "Small.",
    attempts: [{ model: "small" }],
  });
  both()[1].answers([refuses(500), whole("Whole.")]);
  const model = languageModel({
    useCase: "classify",
    log: logger(),
    meter: { begin: () => Promise.resolve({ end: () => undefined }) },
  });
  expect((await model.doGenerate(options)).content).toMatchObject([{ type: "text", text: "Whole." }]);
});

test("each provider is asked in its own protocol, with its own key, and to keep the beginning", async () => {
  const [one] = both();
  const settings = parseEnv({
    ...testEnvironment({
      appUrl: "postgres://x@127.0.0.1/x",
      systemUrl: "postgres://x@127.0.0.1/x",
      redisUrl: "redis://127.0.0.1:1",
      redisPrefix: "x",
    }),
    ANTHROPIC_API_KEY: "sk-ant",
    ANTHROPIC_BASE_URL: one.url,
    GEMINI_API_KEY: "sk-gem",
    GEMINI_BASE_URL: one.url.replace("/v1", "/v1beta"),
    MODEL_FIRST_TOKEN_MS: "300",
  });
  setEnv(settings);
  const stopping = new AbortController();
  one.answers([refuses(529), () => stopping.abort()]);
  const model = languageModel({
    useCase: "chat",
    tier: () => "strong",
    log: logger(),
    meter: { begin: () => Promise.resolve({ end: () => undefined }) },
  });
  await expect(model.doStream({ ...options, abortSignal: stopping.signal })).rejects.toThrow();
  expect(one.asked).toMatchObject([
    {
      url: "/v1/messages",
      headers: { "x-api-key": "sk-ant" },
      body: { model: "claude-sonnet-4-5", cache_control: { type: "ephemeral" } },
    },
    {
      url: "/v1beta/models/gemini-2.5-pro:streamGenerateContent?alt=sse",
      headers: { "x-goog-api-key": "sk-gem" },
    },
  ]);
});
