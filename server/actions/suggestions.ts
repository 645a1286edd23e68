"use server";

import * as suggestions from "#server/suggestions/index.ts";

import { action } from "./action.ts";

export const acceptSuggestion = action(suggestions.acceptSuggestion);
export const findSuggestions = action(suggestions.findSuggestions);
export const dismissSuggestion = action(suggestions.dismissSuggestion);
export const restoreSuggestion = action(suggestions.restoreSuggestion);
