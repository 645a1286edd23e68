import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerOf, answerWith, ask, memorySink, textOf } from "#local/testing/turns.ts";
import { until } from "#local/testing/until.ts";
import { getUsage } from "#server/billing/index.ts";
import { claimTurn, saveStep, sendAndAnswer, stopThread, sweepTurns } from "#server/chat/index.ts";
import { systemPool } from "#server/db/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { runTurn } from "./index.ts";

useTestDatabase();

const search = { calls: [{ tool: "search_query", input: { query: "Ada" } }] };

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
  expect(await getUsage(through(ctx, "rest"), {})).toMatchObject({ reservedMicros: 0 });
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

test("a worker that was killed: the next takes the turn over once its lease is up, from the last step", async () => {
  const ctx = await newOwner();
  const started = await sendAndAnswer(through(ctx, "rest"), { message: "Who is Ada?" });
  const claim = await claimTurn(ctx, started.turnId);
  if (claim.state !== "claimed") throw new Error("not claimed");
  const call = {
    toolCallId: "c",
    toolName: "search_query",
    operation: "search.query",
    label: "Search",
    input: { query: "Ada" },
  };
  const part = {
    type: "tool" as const,
    step: 0,
    ...call,
    output: { items: [] },
    state: "done" as const,
    found: 0,
    error: null,
    untrusted: false,
    proposal: null,
  };
  await saveStep(ctx, claim.turn, {
    parts: [part, { type: "text", step: 1, text: "Half", partial: true }],
    tainted: false,
  });
  const nobody = scriptedModel();
  await answerWith(ctx, nobody, started);
  expect(nobody.doStreamCalls).toHaveLength(0);
  await systemPool()
    .client`update crm.chat_turns set lease_until = now() - interval '1 second' where id = ${started.turnId}`;
  const { answer, chunks } = await answerWith(ctx, scriptedModel("Nobody."), started);
  expect(answer.parts).toMatchObject([
    { type: "data-tool", data: { found: 0 } },
    { type: "text", text: "Nobody." },
  ]);
  expect(chunks.slice(0, 2)).toMatchObject([
    { type: "start" },
    { type: "data-tool", data: { state: "done" } },
  ]);
  await expect(saveStep(ctx, claim.turn, { parts: [], tainted: false })).rejects.toThrow(
    "answered elsewhere",
  );
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
