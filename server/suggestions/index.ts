import { acceptSuggestion } from "./accept.ts";
import { dismissSuggestion } from "./dismiss.ts";
import { listSuggestions } from "./list.ts";
import { listQuotes } from "./quotes.ts";
import { restoreSuggestion } from "./restore.ts";

export { acceptSuggestion, dismissSuggestion, listQuotes, listSuggestions, restoreSuggestion };

export const suggestionOperations = [
  listSuggestions,
  acceptSuggestion,
  dismissSuggestion,
  restoreSuggestion,
  listQuotes,
] as const;
