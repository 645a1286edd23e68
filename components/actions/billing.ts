import * as actions from "#server/actions/billing.ts";
import { reaching } from "#components/live/reaching.ts";

export const setBudget = /*#__PURE__*/ reaching(actions.setBudget);
export const removeBudget = /*#__PURE__*/ reaching(actions.removeBudget);
export const keepBodies = /*#__PURE__*/ reaching(actions.keepBodies);
