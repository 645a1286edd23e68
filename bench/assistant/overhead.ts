import { setTimeout as wait } from "node:timers/promises";

import { MockLanguageModelV4 } from "ai/test";

import { type ScriptedStep, scriptedModel } from "#local/testing/model.ts";
import { through } from "#local/testing/owners.ts";
import { seedScenario } from "#local/testing/scenarios/seed.ts";
import { memorySink } from "#local/testing/turns.ts";
import { runTurn } from "#server/assistant/index.ts";
import { sendAndAnswer } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { runOperation } from "#server/registry/index.ts";

import { percentile } from "../statistics.ts";
import { start } from "./requests.ts";

const warmUps = 5;
const read = { tool: "tasks_list", input: { limit: 10 } };
const readsInOne = 5;

export interface OverheadFigures {
  firstTokenMs: number;
  firstTokenP95Ms: number;
  stepMs: number;
  stepP95Ms: number;
}

interface Answered {
  /** From the question to the first word, less what the model took. */
  firstTokenMs: number;
  /** From the end of one answer of the model to when it is asked again, each. */
  stepsMs: number[];
}

/** Answers one question with a model that takes `modelMs` for each step, timed. */
async function answer(ctx: Context, steps: readonly ScriptedStep[], modelMs: number): Promise<Answered> {
  const asked: number[] = [];
  const answered: number[] = [];
  let next = 0;
  bindModel(
    new MockLanguageModelV4({
      modelId: "timed",
      doStream: async (options) => {
        asked.push(performance.now());
        if (modelMs > 0) await wait(modelMs);
        const result = await scriptedModel(steps[next++] ?? "Done.").doStream(options);
        answered.push(performance.now());
        return result;
      },
    }),
  );
  const { sink } = memorySink();
  let firstWord = Number.NaN;
  const began = performance.now();
  const { turnId } = await sendAndAnswer(through(ctx, "rest"), { message: "What is to be done?" });
  await runTurn(ctx, turnId, {
    sink: {
      write(chunk) {
        if (chunk.type === "text-delta" && Number.isNaN(firstWord)) firstWord = performance.now();
        sink.write(chunk);
      },
      close: sink.close,
    },
    signal: new AbortController().signal,
    whenInterrupted: () => "fail",
  });
  const took = asked.map((at, index) => (answered[index] ?? at) - at).reduce((sum, ms) => sum + ms, 0);
  return {
    firstTokenMs: firstWord - began - took,
    stepsMs: asked.slice(1).map((at, index) => at - (answered[index] ?? at)),
  };
}

/** What we add to the first word of an answer, and to each step of one with reads; of a step, without the read itself. */
export async function measureOverhead(rounds: number): Promise<OverheadFigures> {
  const { ctx } = await seedScenario(start);
  const first: number[] = [];
  const steps: number[] = [];
  const reads: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const plain = await answer(ctx, ["It is so."], 0);
    const withReads = await answer(
      ctx,
      Array.from({ length: readsInOne }, () => ({ calls: [read] })),
      0,
    );
    const began = performance.now();
    await runOperation(through(ctx, "tool"), "tasks.list", read.input);
    if (round < 0) continue;
    reads.push(performance.now() - began);
    first.push(plain.firstTokenMs);
    steps.push(...withReads.stepsMs);
  }
  const readMs = percentile(reads, 50);
  return {
    firstTokenMs: percentile(first, 50),
    firstTokenP95Ms: percentile(first, 95),
    stepMs: percentile(steps, 50) - readMs,
    stepP95Ms: percentile(steps, 95) - readMs,
  };
}
