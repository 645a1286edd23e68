import { afterAll, describe, expect, test } from "vitest";

import { useTestDatabase } from "#local/testing/fixtures.ts";
import { numbersFrom } from "#local/testing/numbers-from.ts";
import { runScenario } from "#local/testing/scenarios/run-scenario.ts";
import { closeQueues } from "#server/jobs/index.ts";

import { scenarios } from "./index.ts";

useTestDatabase({ OPENAI_MODEL: "gpt-5-mini" });
afterAll(closeQueues);

/** How often each is played; from the second time on with other timing, in another order. */
const repeats = Number(process.env["SCENARIO_REPEATS"] ?? "1");
const pauseMaxMs = 12;

const all = Object.entries(scenarios).flatMap(([kind, list]) => list.map((scenario) => ({ kind, scenario })));

test("there are sixty scenarios and more, each of a name of its own", () => {
  expect(all.length).toBeGreaterThanOrEqual(60);
  expect(new Set(all.map(({ scenario }) => scenario.name)).size).toBe(all.length);
});

describe.each(Array.from({ length: repeats }, (_, repeat) => ({ repeat })))("time $repeat", ({ repeat }) => {
  const chance = numbersFrom(repeat);
  const shuffled = repeat === 0 ? all : shuffle(all, chance);
  const timing =
    repeat === 0 ? {} : { pause: () => Math.floor(chance() * pauseMaxMs), flip: () => chance() < 0.5 };
  test.each(shuffled)("$kind: $scenario.name", async ({ scenario }) => {
    expect(await runScenario(scenario, timing)).toEqual([]);
  });
});

function shuffle<T>(list: readonly T[], chance: () => number): T[] {
  return list
    .map((item) => ({ item, rank: chance() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}
