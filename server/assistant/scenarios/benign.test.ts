import { afterAll, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { runScenario } from "#local/testing/scenarios/run-scenario.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { benign } from "./benign.ts";

useTestDatabase({ OPENAI_MODEL: "gpt-5-mini" });
afterAll(closeQueues);

test("there are sixty", () => {
  expect(benign.length).toBeGreaterThanOrEqual(60);
});

test.each(benign)("beside a hostile mail: $name", async (scenario) => {
  expect(await runScenario(scenario)).toEqual([]);
});
