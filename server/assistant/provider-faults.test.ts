import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import {
  breaksOff,
  calls,
  callsTogether,
  delta,
  errorInStream,
  hangs,
  type ModelServer,
  page,
  refuses,
  type Reply,
  says,
  silent,
  startModelServer,
  stream,
} from "#local/testing/model-server.ts";
import { answerOf, memorySink, textOf } from "#local/testing/turns.ts";
import { getUsage } from "#server/billing/index.ts";
import { retryTurn, sendAndAnswer } from "#server/chat/index.ts";
import { type Context, newId } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";
import { resetBreakers } from "#server/llm/breakers.ts";
import { bindModel } from "#server/llm/index.ts";
import type * as model from "#server/llm/model.ts";
import { listProposals } from "#server/registry/index.ts";

import { stepsMax } from "./loop.ts";
import { runTurn } from "./run-turn.ts";

// As in use, in less time.
vi.mock("#server/llm/model.ts", async (original) => ({
  ...(await original<typeof model>()),
  modelTimeouts: { totalMs: 20_000, stepMs: 1_500, firstChunkMs: 400, chunkMs: 400 },
}));

useTestDatabase({ OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "gpt-5-mini" });

let server: ModelServer;
beforeAll(async () => {
  bindModel();
  server = await startModelServer();
  setEnv({ ...env(), OPENAI_BASE_URL: server.url });
});
// A provider that failed in the test before would be left alone.
beforeEach(resetBreakers);
afterAll(() => server.close());

const half = delta({ role: "assistant", content: "Half of" });
const task = calls("tasks_create", { title: "Call Ada" });
const search = calls("search_query", { query: "Ada" });
const taskAndSearch = callsTogether(
  ["tasks_create", { title: "Call Ada" }],
  ["search_query", { query: "Ada" }],
);
/** Asks to wait for a moment that a test can wait for. */
const soon = { "retry-after-ms": "5" };

async function answered(ctx: Context, started: { threadId: string; turnId: string }) {
  const { sink, chunks } = memorySink();
  await runTurn(ctx, started.turnId, {
    sink,
    signal: new AbortController().signal,
    whenInterrupted: () => "fail",
  });
  const answer = await answerOf(ctx, started.threadId, started.turnId);
  // Whatever happens: the stream ends as it should, and no provider's words get out.
  expect(chunks.at(-1)).toEqual({ type: "finish" });
  expect(JSON.stringify([chunks, answer])).not.toContain("provider's own words");
  expect(await getUsage(through(ctx, "rest"), {})).toMatchObject({ reservedMicros: 0 });
  return answer;
}

async function ask(replies: readonly Reply[], rest?: Reply) {
  server.answers(replies, rest);
  const ctx = await newOwner();
  const started = await sendAndAnswer(through(ctx, "rest"), { message: "Who is Ada?", clientKey: newId() });
  return { ctx, ...started, answer: await answered(ctx, started) };
}

test.each<[string, readonly Reply[], Reply | undefined]>([
  ["429 once, and 500 once", [refuses(429, soon), refuses(500, soon)], says("Ada is a countess.")],
  ["503 twice", [refuses(503, soon), refuses(503, soon)], says("Ada is a countess.")],
])("%s: tried again, and answered", async (_, replies, rest) => {
  const { answer } = await ask(replies, rest);
  expect(textOf(answer)).toBe("Ada is a countess.");
  expect(answer.metadata).toMatchObject({ status: "done", error: null });
});

test.each<[string, Reply, string, string]>([
  ["429 without end", refuses(429, soon), "rate_limited", ""],
  ["500 without end", refuses(500, soon), "unavailable", ""],
  ["silence from the beginning", silent, "unavailable", ""],
  ["silence in the middle", hangs(half), "unavailable", "Half of"],
  ["a stream that breaks off", breaksOff(half), "unavailable", "Half of"],
  ["a page of somebody else's", page, "unavailable", ""],
])("%s: said in words, kept, and no money is held", async (_, reply, code, kept) => {
  const { ctx, turnId, answer } = await ask([], reply);
  expect(answer.metadata).toMatchObject({ status: "failed", error: { code, retry: true } });
  expect(textOf(answer)).toBe(kept);
  server.answers([says("Ada is a countess.")]);
  const again = await retryTurn(ctx, { id: turnId });
  expect(textOf(await answered(ctx, again))).toBe("Ada is a countess.");
});

test("an error inside the stream ends the answer, and what was said stays", async () => {
  const { answer } = await ask([], errorInStream);
  expect(answer.metadata).toMatchObject({ status: "failed", error: { retry: true } });
  expect(textOf(answer)).toBe("Well");
});

test.each([
  ["half of an object", '{"query": "A'],
  ["a list", '["Ada"]'],
  ["a word", '"Ada"'],
  ["nothing", ""],
  ["fields that are none of its own", '{"sql": "drop table contacts"}'],
  ["a text where a number belongs", '{"query": "Ada", "limit": "many"}'],
])("arguments that are %s are answered in words, and mended", async (_, args) => {
  const { answer } = await ask([calls("search_query", args), search, says("Nobody.")]);
  expect(answer.parts).toMatchObject([
    { type: "data-tool", data: { state: "failed", error: expect.any(String) } },
    { type: "data-tool", data: { state: "done", operation: "search.query" } },
    { type: "text", text: "Nobody." },
  ]);
});

test("a write with half of its arguments proposes nothing", async () => {
  const { ctx, answer } = await ask([calls("tasks_create", '{"title": "Call A'), says("Sorry.")]);
  expect(answer.metadata.status).toBe("done");
  expect((await listProposals(through(ctx, "rest"), {})).items).toEqual([]);
});

test("tools that do not exist, or are none of a model's, are refused in words and run nothing", async () => {
  const { answer } = await ask([
    calls("shell_run", '{"command": "ls"}'),
    calls("proposals_approve", JSON.stringify({ id: newId() })),
    calls("constructor", "{}"),
    calls("", "{}"),
    says("I cannot."),
  ]);
  const tools = answer.parts.flatMap((part) => (part.type === "data-tool" ? [part.data] : []));
  expect(tools.length).toBeGreaterThanOrEqual(3);
  for (const { state, error } of tools) {
    expect({ state, error }).toEqual({ state: "failed", error: expect.stringContaining("find_tools") });
  }
});

test.each<[string, Reply]>([
  ["a read", search],
  ["a tool that does not exist", calls("nothing_here", "{}")],
  ["arguments that are no JSON", calls("search_query", "{{{")],
])("a loop without end of %s ends after eight steps, and says so", async (_, reply) => {
  const { ctx, answer } = await ask([], reply);
  expect(server.asked.length).toBe(stepsMax);
  expect(textOf(answer)).toContain("stopped after 8 steps");
  expect((await listProposals(through(ctx, "rest"), {})).items).toEqual([]);
});

test("a model that would propose without end is asked once: the proposal waits for the person", async () => {
  const { ctx, answer } = await ask([], task);
  expect(server.asked.length).toBe(1);
  expect(answer.metadata).toMatchObject({ status: "waiting", error: null });
  expect((await listProposals(through(ctx, "rest"), {})).items).toHaveLength(1);
});

test.each<[string, Reply]>([
  ["says nothing", stream(delta({ role: "assistant", content: "" }), delta({}, "stop"))],
  ["says only spaces", says("  \n ")],
  ["has no choices", stream()],
])("an answer that %s still says something", async (_, reply) => {
  const { answer } = await ask([], reply);
  expect(answer.metadata.status === "failed" ? answer.metadata.error?.message : textOf(answer)).toMatch(
    /\w{4}/,
  );
});

test("a break in the step after a proposal: asked again, it is proposed once", async () => {
  const { ctx, turnId, answer } = await ask([taskAndSearch, breaksOff(half)]);
  expect(answer.metadata).toMatchObject({ status: "failed", error: { code: "unavailable" } });
  server.answers([task]);
  const second = await answered(ctx, await retryTurn(ctx, { id: turnId }));
  expect(second.metadata.status).toBe("waiting");
  expect((await listProposals(through(ctx, "rest"), {})).items).toHaveLength(1);
});
