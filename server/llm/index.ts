export { failureOf, ModelError, type ModelErrorCode, type ModelFailure, modelFailure } from "./errors.ts";
export { bindModel, languageModel, maxOutputTokens, type ModelDriver, modelTimeouts } from "./model.ts";
export { costOf, type TokenCounts } from "./prices.ts";
export { isStandIn, modelNameFor, modelSetUp, type UseCase } from "./settings.ts";
