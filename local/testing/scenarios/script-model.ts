import { setTimeout as wait } from "node:timers/promises";

import { APICallError } from "ai";
import { MockLanguageModelV4 } from "ai/test";

import type { Call, Script, ScriptStep } from "#server/assistant/scenarios/scenario.ts";
import { type ScriptedStep, scriptedModel } from "../model.ts";
import { idsIn, type Prompt, readIds, withReadIds } from "./read-ids.ts";

export interface ScriptModel {
  model: MockLanguageModelV4;
  prompts: Prompt[];
  /** What the script did that no model could. */
  problems: string[];
}

interface Surroundings {
  /** How long a step takes, in ms. */
  pause: () => number;
  /** Lets another process take the turn. */
  replace: () => Promise<unknown>;
}

/** A model that goes through a script, and may use no id that it has not read. */
export function scriptModel(script: Script, { pause, replace }: Surroundings): ScriptModel {
  const prompts: Prompt[] = [];
  const problems: string[] = [];
  const model = new MockLanguageModelV4({
    modelId: "script",
    doStream: async (options) => {
      const pauseMs = pause();
      if (pauseMs > 0) await wait(pauseMs);
      const step = script[prompts.length];
      prompts.push(options.prompt);
      if (step === undefined) {
        problems.push("the model was asked more often than the script says");
        return scriptedModel("Done.").doStream(options);
      }
      if (typeof step === "object" && "replacedBefore" in step) await replace();
      const played = play(step, options.prompt, problems);
      return scriptedModel(played).doStream(options);
    },
  });
  return { model, prompts, problems };
}

function play(step: ScriptStep, prompt: Prompt, problems: string[]): ScriptedStep {
  try {
    return playable(step, prompt, problems);
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return "I am lost.";
  }
}

function playable(step: ScriptStep, prompt: Prompt, problems: string[]): ScriptedStep {
  const known = readIds(prompt);
  const told = <T>(value: T): T => {
    const filled = withReadIds(value, prompt);
    for (const id of idsIn(filled)) {
      if (!known.has(id)) problems.push(`the script uses ${id}, which was not read`);
    }
    return filled;
  };
  const callOf = ([tool, input]: Call) => ({ tool, input: { ...input } });
  if (typeof step === "string") return told(step);
  if (isCall(step)) return { calls: [callOf(told(step))] };
  if ("together" in step) {
    const { together, says } = told(step);
    return { ...(says ? { say: says } : {}), calls: together.map(callOf) };
  }
  if ("replacedBefore" in step) return { calls: [callOf(told(step.replacedBefore))] };
  if ("invents" in step) return { calls: [callOf(step.invents)] };
  if ("cutAfter" in step) return step;
  if ("slowly" in step) return { slowly: Array.from({ length: 200 }, () => `${step.slowly} `), delayMs: 10 };
  return {
    throws: new APICallError({
      message: "the provider's own words",
      url: "https://model.example",
      requestBodyValues: {},
      statusCode: step.status,
      isRetryable: false,
    }),
  };
}

const isCall = (step: ScriptStep): step is Call => Array.isArray(step);
