import { APICallError } from "ai";
import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { scriptedModel } from "#local/testing/model.ts";
import { answerWith, ask, messagesOf, textOf } from "#local/testing/turns.ts";
import { getUsage } from "#server/billing/index.ts";
import { retryTurn, sendMessage } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";

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
