import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type ModelServer, type Reply, startModelServer, whole } from "#local/testing/model-server.ts";
import type { Context } from "#server/core/index.ts";
import { env, setEnv } from "#server/env.ts";
import { bindModel } from "#server/llm/index.ts";

import { listCalls, meteredEmbeddings, meteredValue, reportUsage } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", MODEL_EMBED: "openai/text-embedding-3-small" });

let server: ModelServer;
beforeAll(async () => {
  bindModel();
  server = await startModelServer();
  setEnv({ ...env(), OPENAI_BASE_URL: server.url });
});
afterAll(() => server.close());

const Person = z.strictObject({ name: z.string() });

function extract(ctx: Context, data: string, more: { promptVersion?: string; schema?: z.ZodType } = {}) {
  const { promptVersion = "person@1", schema = Person } = more;
  return meteredValue(
    ctx,
    { useCase: "extract", promptVersion },
    { name: "person", schema, instructions: "Who is it?", data, maxOutputTokens: 100, signal: ctx.signal },
  );
}

const callsOf = async (ctx: Context) =>
  (await listCalls(through(ctx, "rest"), {})).items.map(({ useCase, reused, costMicros, inputTokens }) => ({
    useCase,
    reused,
    isFree: costMicros === 0 && inputTokens === 0,
  }));
/** The next requests are answered so. */
const asked = async (replies: Reply[], run: () => Promise<unknown>) => {
  server.answers(replies);
  const result = await run();
  return { result, requests: server.asked.length };
};

test("an exact repeat asks nobody, says so in the usage, and costs nothing; anything else that changed is asked", async () => {
  const ctx = await newOwner();
  const ada = whole('{"name":"Ada"}');
  const first = await asked([ada], () => extract(ctx, "Ada, born in 1815."));
  expect(first).toMatchObject({ result: { value: { name: "Ada" } }, requests: 1 });
  const again = await asked([], () => extract(ctx, "Ada, born in 1815."));
  expect(again).toEqual({ ...first, requests: 0 });
  expect(await callsOf(ctx)).toEqual([
    { useCase: "extract", reused: true, isFree: true },
    { useCase: "extract", reused: false, isFree: false },
  ]);
  expect((await reportUsage(through(ctx, "rest"), {})).total).toMatchObject({ calls: 2, reused: 1 });

  for (const changed of [
    () => extract(ctx, "Ada, born in 1816."),
    () => extract(ctx, "Ada, born in 1815.", { promptVersion: "person@2" }),
    () => extract(ctx, "Ada, born in 1815.", { schema: z.strictObject({ name: z.string().max(50) }) }),
  ]) {
    expect(await asked([ada], changed)).toMatchObject({ requests: 1 });
  }
  setEnv({ ...env(), OPENAI_MODEL: "gpt-5-nano" });
  expect(await asked([ada], () => extract(ctx, "Ada, born in 1815."))).toMatchObject({ requests: 1 });
});

test("what one person was answered is nobody else's, in the same workspace neither; what failed is not kept", async () => {
  const ctx = await newOwner();
  const others = [await newMember(ctx, "admin"), await newOwner()];
  const ada = whole('{"name":"Ada"}');
  await asked([ada], () => extract(ctx, "The same words"));
  for (const other of others) {
    expect(await asked([ada], () => extract(other, "The same words"))).toMatchObject({ requests: 1 });
  }
  const bad = whole("no");
  await expect(asked([bad, bad], () => extract(ctx, "Other words"))).rejects.toMatchObject({
    code: "unusable",
  });
  expect(await asked([ada], () => extract(ctx, "Other words"))).toMatchObject({ requests: 1 });
});

test("a text is embedded once, however often it stands there; a changed one anew", async () => {
  const ctx = await newOwner();
  const [first, before] = await embedded(ctx, ["one", "two", "one"]);
  expect(before).toEqual(["one", "two"]);
  expect(first).toHaveLength(3);
  expect(first[2]).toEqual(first[0]);
  const [second, asked] = await embedded(ctx, ["two", "one", "three"]);
  expect(asked).toEqual(["three"]);
  expect(second.slice(0, 2)).toEqual([first[1], first[0]]);
  expect((await embedded(ctx, ["one"]))[1]).toEqual([]);
  expect((await embedded(await newOwner(), ["one"]))[1]).toEqual(["one"]);
  expect((await callsOf(ctx)).filter(({ reused }) => reused)).toHaveLength(2);
});

/** One for each text. */
const vectors: Reply = (response) => {
  response.writeHead(200, { "content-type": "application/json" });
  const data = server.asked.flatMap(({ body }) => z.array(z.string()).parse(body["input"]));
  response.end(
    JSON.stringify({
      object: "list",
      model: "m",
      data: data.map((text, index) => ({ object: "embedding", index, embedding: [text.length, index, 0.1] })),
      usage: { prompt_tokens: 10, total_tokens: 10 },
    }),
  );
};

/** The vectors, and which texts were sent. */
async function embedded(ctx: Context, texts: string[]): Promise<[number[][], string[]]> {
  server.answers([vectors]);
  const made = await meteredEmbeddings(ctx, texts);
  const sent = server.asked.flatMap(({ body }) => z.array(z.string()).parse(body["input"]));
  return [made, sent];
}
