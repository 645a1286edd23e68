import { APICallError } from "ai";
import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerOf, answerWith, ask, memorySink, messagesOf, textOf } from "#local/testing/turns.ts";
import { until } from "#local/testing/until.ts";
import { getUsage } from "#server/billing/index.ts";
import {
  claimTurn,
  retryTurn,
  sendAndAnswer,
  sendMessage,
  stopThread,
  sweepTurns,
} from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { systemPool } from "#server/db/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { runTurn } from "./index.ts";

useTestDatabase();

const refused = (statusCode: number, isRetryable = false) => ({
  throws: new APICallError({
    message: "secret words of the provider",
    url: "https://model.example",
    requestBodyValues: {},
    statusCode,
    isRetryable,
  }),
});
const search = { calls: [{ tool: "search_query", input: { query: "Ada" } }] };
const quietly = (ctx: Context) => getUsage(through(ctx, "rest"), {});

test.each([
  [500, "unavailable", true],
  [429, "rate_limited", true],
  [401, "not_set_up", false],
  [413, "context_too_long", false],
])(
  "a model that answers %i: words, nothing charged, and retry where it helps",
  async (status, code, retry) => {
    const ctx = await newOwner();
    const { answer, chunks } = await ask(ctx, scriptedModel(refused(status)), "Hi");
    expect(answer.metadata).toMatchObject({ status: "failed", error: { code, retry } });
    expect(JSON.stringify(chunks)).not.toContain("secret words");
    expect(chunks.at(-1)).toEqual({ type: "finish" });
    expect(await quietly(ctx)).toMatchObject({ spentMicros: 0, reservedMicros: 0 });
  },
);

test("an error that passes is tried again without a word", async () => {
  const ctx = await newOwner();
  const { answer } = await ask(ctx, scriptedModel(refused(500, true), "Here."), "Hi");
  expect(textOf(answer)).toBe("Here.");
  expect(answer.metadata).toMatchObject({ status: "done", usage: { calls: 1 } });
});

test("a cut stream keeps what was said, is charged by a guess, and is answered again from the last whole step", async () => {
  const ctx = await newOwner();
  const { answer, threadId, turnId } = await ask(
    ctx,
    scriptedModel(search, { cutAfter: "Ada is " }),
    "Who is Ada?",
  );
  expect(textOf(answer)).toBe("Ada is ");
  expect(answer.metadata).toMatchObject({
    status: "failed",
    error: { code: "unavailable", retry: true },
    usage: { calls: 2, estimated: true },
  });
  expect(await quietly(ctx)).toMatchObject({ reservedMicros: 0 });

  const again = await retryTurn(ctx, { id: turnId });
  const model = scriptedModel("Ada is a countess.");
  const { answer: second } = await answerWith(ctx, model, again);
  expect(model.doStreamCalls[0]?.prompt.map(({ role }) => role)).toEqual([
    "system",
    "user",
    "assistant",
    "tool",
  ]);
  expect(second.parts).toMatchObject([{ type: "data-tool" }, { type: "text", text: "Ada is a countess." }]);
  expect((await messagesOf(ctx, threadId)).map(({ role }) => role)).toEqual(["user", "assistant"]);
  expect(await retryTurn(ctx, { id: turnId })).toEqual(again);
});

test("two tabs: one question at a time, the other is told so; the same message sent twice is one turn", async () => {
  const ctx = await newOwner();
  const input = { message: "Hi", clientKey: "tab-1" };
  const [first, second] = await Promise.all([sendMessage(ctx, input), sendMessage(ctx, input)]);
  expect(second).toEqual(first);
  await expect(sendMessage(ctx, { threadId: first.threadId, message: "Me too" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("still answering"),
  });
  const results = await Promise.allSettled(
    ["a", "b"].map(async (message) => (await answerWith(ctx, scriptedModel(message), first)).answer),
  );
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
  expect(await messagesOf(ctx, first.threadId)).toHaveLength(2);
});

test("stop ends it within a moment; what was said stays, and was charged", async () => {
  const ctx = await newOwner();
  const { threadId, turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "Tell me all" });
  bindModel(
    scriptedModel({ slowly: Array.from({ length: 400 }, (_, index) => `word${index} `), delayMs: 25 }),
  );
  const { sink, chunks } = memorySink();
  const done = runTurn(ctx, turnId, {
    sink,
    signal: new AbortController().signal,
    whenInterrupted: () => "fail",
  });
  await until("words", () => Promise.resolve(chunks.some((chunk) => chunk.type === "text-delta")));
  expect(await stopThread(ctx, { id: threadId })).toEqual({ turnId });
  expect(await done).toBe("answered");
  const answer = await answerOf(ctx, threadId, turnId);
  expect(answer.metadata).toMatchObject({
    status: "stopped",
    error: null,
    usage: { calls: 1, estimated: true },
  });
  expect(textOf(answer)).toMatch(/^word0 /);
  expect(textOf(answer)).not.toContain("word399");
  expect(await quietly(ctx)).toMatchObject({ reservedMicros: 0 });
  expect(await stopThread(ctx, { id: threadId })).toEqual({ turnId: null });
  await ask(ctx, scriptedModel("Yes."), "Still there?", threadId);
});

test("a process that stops says so on its turns; a worker hands them back, and the next goes on from the last step", async () => {
  const ctx = await newOwner();
  const interrupt = async (whenInterrupted: "fail" | "handBack") => {
    const started = await sendAndAnswer(through(ctx, "rest"), { message: "Who is Ada?" });
    bindModel(scriptedModel(search, { slowly: Array.from({ length: 400 }, () => "well "), delayMs: 25 }));
    const { sink, chunks } = memorySink();
    const stopping = new AbortController();
    const done = runTurn(ctx, started.turnId, {
      sink,
      signal: stopping.signal,
      whenInterrupted: () => whenInterrupted,
    });
    await until("words", () => Promise.resolve(chunks.some((chunk) => chunk.type === "text-delta")));
    stopping.abort("stopping");
    return { ...started, outcome: await done };
  };
  const failed = await interrupt("fail");
  expect((await answerOf(ctx, failed.threadId, failed.turnId)).metadata).toMatchObject({
    status: "failed",
    error: { code: "interrupted", retry: true },
  });
  const back = await interrupt("handBack");
  expect(back.outcome).toBe("handedBack");
  const model = scriptedModel("Ada is a countess.");
  const { answer } = await answerWith(ctx, model, back);
  expect(model.doStreamCalls).toHaveLength(1);
  expect(answer.parts).toMatchObject([{ type: "data-tool" }, { type: "text", text: "Ada is a countess." }]);
});

test("the turn of a process that was killed is given up by the sweep, and no longer keeps the thread", async () => {
  const ctx = await newOwner();
  const killed = await sendAndAnswer(through(ctx, "rest"), { message: "Hi" });
  expect(await claimTurn(ctx, killed.turnId)).toMatchObject({ state: "claimed" });
  expect(await claimTurn(ctx, killed.turnId)).toEqual({ state: "held" });
  await sweepTurns();
  expect((await answerOf(ctx, killed.threadId, killed.turnId)).metadata.status).toBe("running");
  await systemPool()
    .client`update crm.chat_turns set lease_until = now() - interval '1 minute' where id = ${killed.turnId}`;
  await sweepTurns();
  expect((await answerOf(ctx, killed.threadId, killed.turnId)).metadata).toMatchObject({
    status: "failed",
    error: { code: "interrupted", retry: true },
  });
  await ask(ctx, scriptedModel("Yes."), "Again", killed.threadId);
});

test("whoever lost the turn writes nothing of it", async () => {
  const ctx = await newOwner();
  const { threadId, turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "Hi" });
  bindModel(
    scriptedModel(search, () => {
      void systemPool()
        .client`update crm.chat_turns set token = gen_random_uuid() where id = ${turnId}`.execute();
      return { slowly: Array.from({ length: 100 }, () => "x "), delayMs: 25 };
    }),
  );
  const { sink } = memorySink();
  expect(
    await runTurn(ctx, turnId, { sink, signal: new AbortController().signal, whenInterrupted: () => "fail" }),
  ).toBe("lost");
  const answer = await answerOf(ctx, threadId, turnId);
  expect(answer.metadata.status).toBe("running");
  expect(answer.parts).toHaveLength(1);
});
