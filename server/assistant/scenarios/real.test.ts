import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { calls, type ModelServer, says, startModelServer } from "#local/testing/model-server.ts";
import { realScenarios, runReal } from "#local/testing/scenarios/run-real.ts";
import { env, setEnv } from "#server/env.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { scenarios } from "./index.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", OPENAI_MODEL: "gpt-5-mini" });

let server: ModelServer;
beforeAll(async () => {
  bindModel();
  server = await startModelServer();
  setEnv({ ...env(), OPENAI_BASE_URL: server.url });
});
afterAll(async () => {
  await server.close();
  await closeQueues();
});

const all = realScenarios(scenarios);
const tag = all.find(({ name }) => name === "a tag is made") ?? expect.fail("there is no such scenario");

test("what a real model is asked needs no script: words, approvals, and the state that is left", () => {
  expect(all.length).toBeGreaterThanOrEqual(15);
  for (const { acts } of all) {
    for (const { does } of acts) expect(["says", "approves"]).toContain(does);
  }
});

test("a model that does what it was asked passes, with what it took; one that does nothing is told apart", async () => {
  const found = calls("find_tools", JSON.stringify({ query: "create tag" }));
  server.answers([found, calls("tags_create", JSON.stringify({ name: "Weavers", color: "blue" }))]);
  const well = await runReal(tag);
  expect(well).toMatchObject({ problems: [], calls: 2, inputTokens: 2_000, outputTokens: 20 });
  expect(well.answers).toEqual([""]);

  server.answers([says("Done!")]);
  expect((await runReal(tag)).problems).toEqual([expect.stringContaining("expected, and not so")]);

  server.answers([found, calls("tags_create", JSON.stringify({ name: "Weavers", color: "red" }))]);
  expect((await runReal(tag)).problems).toHaveLength(2);
});
