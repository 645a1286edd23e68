import { type Env, env } from "#server/env.ts";

/** What a model is asked for. */
export const useCases = ["chat", "summarise", "extract", "classify", "embed"] as const;
export type UseCase = (typeof useCases)[number];

export const tiers = ["fast", "strong"] as const;
export type Tier = (typeof tiers)[number];

/** A model of a provider that the settings name. */
export interface Candidate {
  provider: string;
  model: string;
}

/** Which models a use case is worth, where nobody chose. */
const tierOf: Record<Exclude<UseCase, "embed">, Tier> = {
  chat: "strong",
  summarise: "fast",
  extract: "fast",
  classify: "fast",
};

/** Where the lists name none: each provider that has a key. */
const usual: Record<Tier, (env: Env) => string[]> = {
  fast: (settings) => [
    ...(settings.OPENAI_API_KEY ? [`openai/${settings.OPENAI_MODEL ?? "gpt-5-mini"}`] : []),
    ...(settings.ANTHROPIC_API_KEY ? ["anthropic/claude-haiku-4-5"] : []),
    ...(settings.GEMINI_API_KEY ? ["google/gemini-2.5-flash"] : []),
  ],
  strong: (settings) => [
    ...(settings.OPENAI_API_KEY ? [`openai/${settings.OPENAI_MODEL ?? "gpt-5.1"}`] : []),
    ...(settings.ANTHROPIC_API_KEY ? ["anthropic/claude-sonnet-4-5"] : []),
    ...(settings.GEMINI_API_KEY ? ["google/gemini-2.5-pro"] : []),
  ],
};

const parse = (name: string): Candidate => {
  const at = name.indexOf("/");
  return { provider: name.slice(0, at), model: name.slice(at + 1) };
};

/** Who may be asked, in order. Where one of the lists is left out, the other one serves for both. */
export function candidatesFor(useCase: UseCase, tier?: Tier): Candidate[] {
  const settings = env();
  if (useCase === "embed") return settings.MODEL_EMBED.map(parse);
  const wanted = tier ?? tierOf[useCase];
  const named = { fast: settings.MODELS_FAST, strong: settings.MODELS_STRONG };
  const other = wanted === "fast" ? named.strong : named.fast;
  const names = [named[wanted], other].find((list) => list.length > 0) ?? usual[wanted](settings);
  return names.map(parse);
}

/** True when a model can be asked at all; without one the assistant says so. */
export const modelSetUp = (): boolean => candidatesFor("chat").length > 0;

/** Who is asked first; null where nobody can be. */
export const firstModel = (useCase: UseCase, tier?: Tier): string | null =>
  candidatesFor(useCase, tier)[0]?.model ?? null;

/** True while a stand-in on this machine answers: it costs nothing. */
export const isStandIn = (): boolean => env().LOCAL_STAND_INS.includes("model");
