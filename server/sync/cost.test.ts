import { afterAll, beforeAll, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import type { PreviewCounts } from "#lib/schemas/previews.ts";
import { env, setEnv } from "#server/env.ts";
import type { JobDefinition } from "#server/jobs/index.ts";

import { costOfImport } from "./cost.ts";

useTestDatabase({ OPENAI_API_KEY: "sk-test", MODEL_EMBED: "openai/text-embedding-3-small" });

const settings = () => env();
let before: ReturnType<typeof settings>;
beforeAll(() => {
  before = settings();
});
afterAll(() => setEnv(before));

const counts = { total: 1_200, store: 1_000, skip: 200, people: 9, companies: 2 } satisfies PreviewCounts;
const embedding = {
  model: { useCase: "embed", inputTokensPerItem: 300.5, outputTokensPerItem: 0 },
} as unknown as JobDefinition;

test("what asks no model costs none; what does is priced by the table, and an unknown price is no money", () => {
  expect(costOfImport(counts, null)).toMatchObject({ modelTokens: 0, modelMicros: 0 });
  // 0.02 dollars a million tokens.
  expect(costOfImport(counts, null, [embedding])).toMatchObject({ modelTokens: 300_500, modelMicros: 6_010 });
  setEnv({ ...before, MODEL_EMBED: ["ollama/nomic-embed-text"] });
  expect(costOfImport(counts, null, [embedding])).toMatchObject({ modelTokens: 300_500, modelMicros: null });
  setEnv({ ...before, MODEL_EMBED: [] });
  expect(costOfImport(counts, null, [embedding])).toMatchObject({ modelTokens: 0, modelMicros: 0 });
});
