import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { EmbeddingModel } from "ai";

import { env } from "#server/env.ts";

import { ModelError } from "./errors.ts";
import type { Candidate } from "./settings.ts";

const at = (baseURL: string | undefined) => (baseURL ? { baseURL } : {});

const openai = () => {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL } = env();
  if (apiKey === undefined) throw new ModelError("not_set_up");
  return createOpenAI({ apiKey, ...at(OPENAI_BASE_URL) });
};

const google = () => {
  const { GEMINI_API_KEY: apiKey, GEMINI_BASE_URL } = env();
  if (apiKey === undefined) throw new ModelError("not_set_up");
  return createGoogleGenerativeAI({ apiKey, ...at(GEMINI_BASE_URL) });
};

/** A server that speaks OpenAI's protocol without being OpenAI: nothing is guessed from the names of its models. */
function server(name: string) {
  const { MODEL_SERVERS, MODEL_SERVER_KEYS } = env();
  const baseURL = MODEL_SERVERS.find((one) => one.name === name)?.value;
  if (baseURL === undefined) throw new ModelError("not_set_up");
  const apiKey = MODEL_SERVER_KEYS.find((one) => one.name === name)?.value;
  return createOpenAICompatible({ name, baseURL, includeUsage: true, ...(apiKey ? { apiKey } : {}) });
}

/** The model as its provider offers it. Throws ModelError not_set_up. */
export function driverOf({ provider, model }: Candidate): LanguageModelV4 {
  switch (provider) {
    case "openai":
      // Chat completions are what every compatible server speaks, and OpenAI keeps none of them by default.
      return openai().chat(model);
    case "anthropic": {
      const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL } = env();
      if (apiKey === undefined) throw new ModelError("not_set_up");
      return createAnthropic({ apiKey, ...at(ANTHROPIC_BASE_URL) })(model);
    }
    case "google":
      return google()(model);
    default:
      return server(provider).chatModel(model);
  }
}

/** Throws ModelError not_set_up, also where the provider makes no embeddings. */
export function embedderOf({ provider, model }: Candidate): Exclude<EmbeddingModel, string> {
  switch (provider) {
    case "openai":
      return openai().embeddingModel(model);
    case "google":
      return google().embeddingModel(model);
    case "anthropic":
      throw new ModelError("not_set_up");
    default:
      return server(provider).embeddingModel(model);
  }
}

/**
 * What makes a provider keep the beginning of the prompt: OpenAI sends what has the same key to the same machine, Anthropic
 * caches up to where it is told. The others do so by themselves.
 */
export function withCaching(
  { provider }: Candidate,
  options: LanguageModelV4CallOptions,
  cacheKey: string | undefined,
): LanguageModelV4CallOptions {
  const own =
    provider === "openai" && !env().OPENAI_BASE_URL
      ? { ...(cacheKey ? { promptCacheKey: cacheKey } : {}) }
      : provider === "anthropic"
        ? { cacheControl: { type: "ephemeral" } }
        : {};
  if (Object.keys(own).length === 0) return options;
  const before = options.providerOptions?.[provider];
  return { ...options, providerOptions: { ...options.providerOptions, [provider]: { ...own, ...before } } };
}
