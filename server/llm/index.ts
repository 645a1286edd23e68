export { embedTexts } from "./embed.ts";
export { failureOf, ModelError, type ModelErrorCode, type ModelFailure, modelFailure } from "./errors.ts";
export type { Attempt, AttemptEnd, AttemptOutcome, Meter } from "./meter.ts";
export { bindModel, languageModel, maxOutputTokens, type ModelDriver, modelTimeouts } from "./model.ts";
export { type Cost, costOf, mostOf, type TokenCounts } from "./prices.ts";
export { type Prompt, versionOf } from "./prompt.ts";
export {
  type Candidate,
  candidatesFor,
  firstModel,
  isStandIn,
  modelSetUp,
  type Tier,
  type UseCase,
  useCases,
} from "./settings.ts";
export { structured, type Wanted } from "./structured.ts";
export { countPieces, countTokens, readyTokenizer } from "./tokens.ts";
