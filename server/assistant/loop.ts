import { isStepCount, type StepResult, ToolLoopAgent, type ToolSet } from "ai";
import { z } from "zod";

import type { MeteredModel } from "#server/billing/index.ts";
import type { ClaimedTurn, StoredPart } from "#server/chat/index.ts";
import type { Context } from "#server/core/index.ts";
import {
  failureOf,
  maxOutputTokens,
  type ModelFailure,
  modelFailure,
  modelTimeouts,
} from "#server/llm/index.ts";

import { askChoice, askChoiceName, hasAsked, isQuestion } from "./ask-choice.ts";
import { toolbox } from "./find-tools.ts";
import { foundBefore } from "./found-tools.ts";
import { modelMessages } from "./history.ts";
import { instructionsFor, outsideMemories, promptVersion } from "./prompt.ts";
import type { Reading } from "./reading.ts";
import type { Answer } from "./steps.ts";
import type { TurnTier } from "./tier.ts";
import { assistantTools } from "./tools.ts";
import { newWrites } from "./writes.ts";

export const stepsMax = 8;

const tooManySteps = `I stopped after ${stepsMax} steps without coming to an end. Ask me to go on, or for less at once.`;
const nothingSaid = "I have no answer to this. Try to put it differently.";

interface Loop {
  turn: ClaimedTurn;
  model: MeteredModel;
  tier: TurnTier;
  reading: Reading;
  answer: Answer;
  signal: AbortSignal;
  /** Before each further step: writes what was done so far, which the model is not asked before. */
  keep: () => void;
}

/**
 * Lets the model answer by tools, at most eight steps, or until all that a step called waits for a decision. Answers what
 * went wrong, or null. Never throws for the model's faults.
 */
export async function runLoop(ctx: Context, loop: Loop): Promise<ModelFailure | null> {
  const { turn, model, tier, reading, answer, signal } = loop;
  // A process that was killed had asked the person already.
  if (turn.parts.some(isQuestion)) return null;
  const writes = newWrites(turn.parts);
  const box = toolbox(
    {
      ...assistantTools(ctx, {
        ...{ threadId: turn.threadId, turn, reading, writes },
        author: { model: model.name, promptVersion },
      }),
      [askChoiceName]: askChoice(reading),
    },
    foundBefore(turn),
  );
  const stepsDone = 1 + Math.max(-1, ...turn.parts.map((part) => ("step" in part ? part.step : -1)));
  const seen = stepCounter(signal);
  const agent = new ToolLoopAgent({
    model: model.model,
    instructions: instructionsFor(turn.person, new Date()),
    tools: box.tools,
    maxOutputTokens,
    // The providers are asked again by server/llm, which knows the others.
    maxRetries: 0,
    // It would print the whole request, mails and all; the error also comes as a part of the stream.
    onError: () => undefined,
    stopWhen: [
      isStepCount(Math.max(1, stepsMax - stepsDone)),
      onlyProposed,
      ({ steps }) =>
        steps
          .at(-1)
          ?.toolResults.some(({ toolName, output }) => toolName === askChoiceName && hasAsked(output)) ??
        false,
    ],
    // What was found comes behind what was offered: the beginning of the prompt stays as it was.
    prepareStep: async ({ stepNumber }) => {
      await seen.reached(stepNumber);
      writes.beginStep();
      if (stepNumber > 0 && !signal.aborted) loop.keep();
      tier.after({ steps: stepsDone + stepNumber, faults: faultsIn(answer.parts()) });
      return { activeTools: box.active(), toolOrder: box.active() };
    },
  });
  let failure: ModelFailure | null = null;
  try {
    const { stream } = await agent.stream({
      messages: [...outsideMemories(turn.person), ...modelMessages(turn)],
      abortSignal: signal,
      timeout: modelTimeouts,
    });
    let isOpen = false;
    let finish = "";
    for await (const part of stream) {
      if (signal.aborted) break;
      switch (part.type) {
        case "start-step":
          answer.beginStep();
          isOpen = true;
          break;
        case "text-delta":
          answer.say(part.text);
          break;
        case "tool-call":
          answer.called(part);
          break;
        case "tool-result":
          answer.answered(part, part.output);
          break;
        case "tool-error":
          answer.answered(part, {
            error: { code: "invalid_input", message: wordsOf(box.active().includes(part.toolName)) },
          });
          break;
        case "finish-step":
          finish = part.finishReason;
          answer.endStep();
          isOpen = false;
          seen.count();
          break;
        case "error":
          failure ??= logged(ctx, part.error);
          break;
        case "abort":
          if (!signal.aborted) failure ??= failureOf("unavailable");
          break;
        default:
          break;
      }
    }
    if (failure === null && !signal.aborted) {
      failure = isOpen || finish === "interrupted" ? failureOf("unavailable") : null;
      if (finish === "content-filter") failure ??= failureOf("refused");
      if (failure === null) closeAnswer(answer, finish);
    }
  } catch (error) {
    if (signal.aborted) return null;
    failure ??= logged(ctx, error);
  }
  return failure;
}

/** A decision is all that is left: the cards are the answer, and what follows rests on what becomes of them. */
function onlyProposed({ steps }: { steps: readonly StepResult<ToolSet>[] }): boolean {
  const last = steps.at(-1);
  return (
    last !== undefined &&
    last.toolResults.length === last.toolCalls.length &&
    areWaiting(last.toolResults.map(({ output }): unknown => output))
  );
}

const Waiting = z.object({ state: z.literal("waiting"), proposalId: z.string() });
const areWaiting = (outputs: readonly unknown[]): boolean =>
  outputs.length > 0 && outputs.every((output) => Waiting.safeParse(output).success);

/** Lets the loop wait until the answer has all of the steps before. */
function stepCounter(signal: AbortSignal) {
  let counted = 0;
  let wake: () => void = () => undefined;
  signal.addEventListener("abort", () => wake());
  return {
    count() {
      counted += 1;
      wake();
    },
    async reached(steps: number) {
      while (counted < steps && !signal.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** An answer always says something, but where cards do: the page has a line for those. */
function closeAnswer(answer: Answer, finish: string): void {
  const parts = answer.parts();
  const last = parts.at(-1);
  if (parts.some(isQuestion)) return;
  if (last?.type === "text" && last.text.trim() !== "") return;
  const tools = parts.filter((part) => part.type === "tool");
  const ofLast = tools.filter(({ step }) => step === tools.at(-1)?.step);
  const isCutShort = finish === "tool-calls" && !areWaiting(ofLast.map(({ output }) => output));
  if (!isCutShort && tools.some(({ proposal }) => proposal)) return;
  answer.beginStep();
  answer.say(isCutShort ? tooManySteps : nothingSaid);
  answer.endStep();
}

const faultsIn = (parts: readonly StoredPart[]): number =>
  parts.filter((part) => part.type === "tool" && part.state === "failed").length;

function logged(ctx: Context, error: unknown): ModelFailure {
  const failure = modelFailure(error);
  // The provider's own words may quote the prompt.
  const name = error instanceof Error ? error.name : typeof error;
  ctx.log.warn({ code: failure.code, name, requestId: ctx.requestId }, "a model did not answer");
  return failure;
}

const wordsOf = (isOffered: boolean): string =>
  isOffered
    ? "The arguments do not fit the tool. Look at its schema and call it again."
    : "There is no such tool among those offered. Look for one with find_tools.";
