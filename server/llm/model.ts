import type { LanguageModelV4 } from "@ai-sdk/provider";

import { perProcess } from "#lib/per-process.ts";
import { env } from "#server/env.ts";

import { resetBreakers } from "./breakers.ts";
import { ModelError } from "./errors.ts";
import { driverOf } from "./providers.ts";
import { routed, type Routing } from "./routed.ts";
import { type Candidate, candidatesFor, firstModel, type Tier, type UseCase } from "./settings.ts";

export type ModelDriver = LanguageModelV4;

const state = perProcess("llm.model", (): { bound?: ModelDriver | undefined } => ({}));

/** Answers in place of every provider until it is called without one: for tests and evaluations. */
export function bindModel(model?: ModelDriver): void {
  state.bound = model;
  resetBreakers();
}

interface Wanted extends Omit<Routing, "candidates" | "driverOf" | "patienceMs" | "secondAfterMs"> {
  /** Asked anew for each call: what turns out to be hard may go to a stronger model. */
  tier?: (() => Tier) | undefined;
}

/** The model for a use case, which asks the providers in their order. Throws ModelError not_set_up where none is named. */
export function languageModel({ tier, ...routing }: Wanted): ModelDriver {
  const { bound } = state;
  const candidates = () =>
    bound ? [boundAs(routing.useCase, tier?.())] : candidatesFor(routing.useCase, tier?.());
  if (candidates().length === 0) throw new ModelError("not_set_up");
  const { MODEL_FIRST_TOKEN_MS, MODEL_SECOND_AFTER_MS } = env();
  return routed({
    ...routing,
    candidates,
    driverOf: (candidate) => bound ?? driverOf(candidate),
    patienceMs: MODEL_FIRST_TOKEN_MS,
    secondAfterMs: MODEL_SECOND_AFTER_MS === 0 ? Infinity : MODEL_SECOND_AFTER_MS,
  });
}

/** A bound model goes by the name of the one it stands for. */
const boundAs = (useCase: UseCase, tier: Tier | undefined): Candidate => ({
  provider: "openai",
  model: firstModel(useCase, tier) ?? env().OPENAI_MODEL ?? "gpt-5-mini",
});

/** How long one answer may take, its parts apart: none waits for ever. */
export const modelTimeouts = { totalMs: 240_000, stepMs: 150_000, firstChunkMs: 120_000, chunkMs: 30_000 };

export const maxOutputTokens = 4_000;
