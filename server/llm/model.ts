import { createOpenAI } from "@ai-sdk/openai";
import type { wrapLanguageModel } from "ai";

import { perProcess } from "#lib/per-process.ts";
import { env } from "#server/env.ts";

import { ModelError } from "./errors.ts";
import { modelNameFor, type UseCase } from "./settings.ts";

export type ModelDriver = Parameters<typeof wrapLanguageModel>[0]["model"];

const state = perProcess("llm.model", (): { bound?: ModelDriver | undefined } => ({}));

/** Answers in place of the provider until it is called without one: for tests and evaluations. */
export function bindModel(model?: ModelDriver): void {
  state.bound = model;
}

/** The model for a use case. Throws ModelError not_set_up where none is named. */
export function languageModel(useCase: UseCase): ModelDriver {
  if (state.bound) return state.bound;
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = env();
  if (OPENAI_API_KEY === undefined) throw new ModelError("not_set_up");
  const provider = createOpenAI({
    apiKey: OPENAI_API_KEY,
    ...(OPENAI_BASE_URL ? { baseURL: OPENAI_BASE_URL } : {}),
  });
  // Chat completions are what every compatible server speaks, and OpenAI keeps none of them by default.
  return provider.chat(modelNameFor(useCase));
}

/** How long one answer may take, its parts apart: none waits for ever. */
export const modelTimeouts = { totalMs: 240_000, stepMs: 120_000, firstChunkMs: 60_000, chunkMs: 30_000 };

export const maxOutputTokens = 4_000;
