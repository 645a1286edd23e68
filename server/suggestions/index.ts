import { acceptSuggestion } from "./accept.ts";
import { dismissSuggestion } from "./dismiss.ts";
import { findSuggestions } from "./find.ts";
import { listSuggestions } from "./list.ts";
import { listQuotes } from "./quotes.ts";
import { restoreSuggestion } from "./restore.ts";

export { extractPrompt } from "./extract-prompt.ts";
export {
  acceptSuggestion,
  dismissSuggestion,
  findSuggestions,
  listQuotes,
  listSuggestions,
  restoreSuggestion,
};

export const suggestionOperations = [
  listSuggestions,
  findSuggestions,
  acceptSuggestion,
  dismissSuggestion,
  restoreSuggestion,
  listQuotes,
] as const;
