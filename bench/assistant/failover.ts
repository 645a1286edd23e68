import {
  type ModelServer,
  refuses,
  type Reply,
  resets,
  says,
  silent,
  startModelServer,
} from "#local/testing/model-server.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import type { Context } from "#server/core/index.ts";
import { parseEnv, setEnv } from "#server/env.ts";
import { bindModel } from "#server/llm/index.ts";

import { median, percentile } from "../statistics.ts";
import { timeToFirstWord } from "./first-word.ts";

export interface FailoverFigures {
  failoverMs: number;
  failoverP95Ms: number;
  silentP95Ms: number;
}

/** How long a model usually takes is known after some answers. */
const answersBefore = 8;

const faults: readonly Reply[] = [refuses(429), refuses(500), resets];

/** From a question to the first word of a second provider's answer, while the first one fails in different ways. */
export async function measureFailover(
  settings: Record<string, string>,
  rounds: number,
): Promise<FailoverFigures> {
  const servers = [await startModelServer(), await startModelServer()] as const;
  const [first, second] = servers;
  const before = parseEnv(settings);
  setEnv(
    parseEnv({
      ...settings,
      MODEL_SERVERS: `first=${first.url},second=${second.url}`,
      MODELS_FAST: "first/model,second/model",
    }),
  );
  try {
    const { ctx } = await seedScenario({});
    const measure = async (fault: Reply) => {
      const each: number[] = [];
      for (let round = 0; round < rounds; round++) each.push(await firstWordMs(ctx, servers, fault));
      return each;
    };
    const failed = [];
    for (const fault of faults) failed.push(...(await measure(fault)));
    return {
      failoverMs: median(failed),
      failoverP95Ms: percentile(failed, 95),
      silentP95Ms: percentile(await measure(silent), 95),
    };
  } finally {
    setEnv(before);
    await Promise.all(servers.map((server) => server.close()));
  }
}

async function firstWordMs(
  ctx: Context,
  [first, second]: readonly [ModelServer, ModelServer],
  fault: Reply,
): Promise<number> {
  // As if it failed for the first time: one that did so four times in a row is not asked any more.
  bindModel();
  first.answers(Array.from({ length: answersBefore }, () => says("Here.")));
  for (let answer = 0; answer < answersBefore; answer++) await timeToFirstWord(ctx);
  first.answers([fault]);
  second.answers([says("Here.")]);
  const tookMs = await timeToFirstWord(ctx);
  if (second.asked.length !== 1) throw new Error("the second provider was not asked once");
  return tookMs;
}
