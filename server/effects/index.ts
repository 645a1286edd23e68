export { callBackEffect, callBackEffects, leftForGood, standingEffects } from "./call-back.ts";
export { performEffect } from "./perform-effect.ts";
export { recordEffect, type RecordedEffect } from "./record-effect.ts";
export { effectsOfChangeSets, effectStanding } from "./standing.ts";
export { requireEffect } from "./rows.ts";
export type { EffectCall, EffectDriver, EffectDrivers, EffectResponse } from "./types.ts";
