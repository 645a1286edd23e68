import * as actions from "#server/actions/suggestions.ts";
import { reaching } from "#components/live/reaching.ts";

export const acceptSuggestion = /*#__PURE__*/ reaching(actions.acceptSuggestion);
export const findSuggestions = /*#__PURE__*/ reaching(actions.findSuggestions);
export const dismissSuggestion = /*#__PURE__*/ reaching(actions.dismissSuggestion);
export const restoreSuggestion = /*#__PURE__*/ reaching(actions.restoreSuggestion);
