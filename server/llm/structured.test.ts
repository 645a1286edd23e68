import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { type ModelServer, type Reply, startModelServer, whole } from "#local/testing/model-server.ts";
import { listCalls, meteredEmbeddings, meteredModel } from "#server/billing/index.ts";
import { env, setEnv } from "#server/env.ts";

import { bindModel, structured } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", MODEL_EMBED: "openai/text-embedding-3-small" });

let server: ModelServer;
beforeAll(async () => {
  bindModel();
  server = await startModelServer();
  setEnv({ ...env(), OPENAI_BASE_URL: server.url });
});
afterAll(() => server.close());

const Person = z.strictObject({ name: z.string(), born: z.int().nullable() });

async function extract(...replies: Reply[]) {
  server.answers(replies);
  const ctx = await newOwner();
  const metered = meteredModel(ctx, { useCase: "extract", promptVersion: "person@1" });
  const result = await structured({
    ...{ model: metered.model, name: "person", schema: Person, data: "Ada, born in 1815." },
    ...{ instructions: "Who is it?", maxOutputTokens: 100, signal: ctx.signal },
  }).catch((error: unknown) => error);
  await metered.settled();
  const { items } = await listCalls(through(ctx, "rest"), {});
  return {
    result,
    calls: items.map(({ useCase, promptVersion, outcome }) => [useCase, promptVersion, outcome]),
  };
}
const call = ["extract", "person@1", "answered"];

test("what fits the schema is taken, the schema is sent, and the fast model is asked", async () => {
  const { result, calls } = await extract(whole('```json\n{"name":"Ada","born":1815}\n```'));
  expect(result).toEqual({ name: "Ada", born: 1815 });
  expect(calls).toEqual([call]);
  expect(server.asked).toMatchObject([
    {
      body: {
        model: "gpt-5-mini",
        response_format: {
          type: "json_schema",
          json_schema: { name: "person", schema: { required: ["name", "born"] } },
        },
      },
    },
  ]);
});

test("what does not fit is said once, in the words of the schema, and mended", async () => {
  const { result, calls } = await extract(
    whole('{"name":"Ada","born":"long ago"}'),
    whole('{"name":"Ada","born":null}'),
  );
  expect(result).toEqual({ name: "Ada", born: null });
  expect(calls).toEqual([call, call]);
  expect(JSON.stringify(server.asked[1]?.body["messages"])).toMatch(/long ago.*does not fit.*born/);
});

test.each([["nothing like JSON"], ['{"name":1}']])(
  "what does not fit twice is nothing: %s",
  async (words) => {
    const { result, calls } = await extract(whole(words), whole(words), whole('{"name":"Ada","born":1}'));
    expect(result).toMatchObject({ name: "ModelError", code: "unusable" });
    expect(calls).toEqual([call, call]);
  },
);

test("embeddings come from one model, are tried again, and are charged", async () => {
  const vectors: Reply = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        object: "list",
        model: "m",
        data: [0, 1].map((index) => ({ object: "embedding", index, embedding: [index, 0.5] })),
        usage: { prompt_tokens: 1_000, total_tokens: 1_000 },
      }),
    );
  };
  const fails: Reply = (response) => {
    response.writeHead(503, { "retry-after-ms": "5" });
    response.end("{}");
  };
  server.answers([fails, vectors]);
  const ctx = await newOwner();
  expect(await meteredEmbeddings(ctx, ["Ada", "Eve"])).toEqual([
    [0, 0.5],
    [1, 0.5],
  ]);
  expect(server.asked).toMatchObject([
    {},
    { url: "/v1/embeddings", body: { model: "text-embedding-3-small" } },
  ]);
  expect((await listCalls(through(ctx, "rest"), {})).items).toMatchObject([
    { useCase: "embed", outcome: "answered", inputTokens: 1_000, costMicros: 20 },
    { useCase: "embed", outcome: "failed", error: "unavailable", costMicros: 0 },
  ]);
});
