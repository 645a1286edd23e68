import { setTimeout as wait } from "node:timers/promises";

import { MockLanguageModelV4 } from "ai/test";

import { scriptedModel } from "#local/testing/model.ts";
import { through } from "#local/testing/owners.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import { getUsage } from "#server/billing/index.ts";
import type { Context } from "#server/core/index.ts";
import { bindModel } from "#server/llm/index.ts";

import { randomFrom } from "../random.ts";
import { percentile } from "../statistics.ts";
import { timeToFirstWord } from "./first-word.ts";

export const slowModelMs = 2_000;
export const crowd = 100;
/** The first of each does not count: until then they are not all under way. */
const questionsOfEach = 4;

export interface CrowdFigures {
  crowdP50Ms: number;
  crowdP95Ms: number;
  crowdAnswered: number;
  instantP95Ms: number;
}

/** From a question to the first word of its answer, less what the model took; NaN where no word came. */
const overheadOf = async (ctx: Context): Promise<number> => (await timeToFirstWord(ctx)) - slowModelMs;

/** As many chats under way at once, each of another person: asked at any time, and all in the same instant. */
export async function measureCrowd(): Promise<CrowdFigures> {
  const people: Context[] = [];
  while (people.length < crowd) people.push((await seedScenario({})).ctx);
  bindModel(slowModel());
  const random = randomFrom(1);
  const spread = await Promise.all(
    people.map(async (ctx) => {
      await wait(random() * slowModelMs);
      const each: number[] = [];
      while (each.length < questionsOfEach) each.push(await overheadOf(ctx));
      return each.slice(1);
    }),
  );
  const all = spread.flat().filter((ms) => !Number.isNaN(ms));
  const instant = await Promise.all(people.map(overheadOf));
  // Heartbeats that are still under way go before these.
  await Promise.all(people.map((ctx) => getUsage(through(ctx, "rest"), {})));
  return {
    crowdP50Ms: percentile(all, 50),
    crowdP95Ms: percentile(all, 95),
    crowdAnswered: all.length / (questionsOfEach - 1),
    instantP95Ms: percentile(
      instant.filter((ms) => !Number.isNaN(ms)),
      95,
    ),
  };
}

const slowModel = () =>
  new MockLanguageModelV4({
    modelId: "slow",
    doStream: async (options) => {
      await wait(slowModelMs);
      return scriptedModel("Hello.").doStream(options);
    },
  });
