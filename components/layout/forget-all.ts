import { forgetLists } from "#components/live/kept-lists.ts";
import { forgetChoices } from "#components/proposals/kept-choices.ts";

import { forgetQueues } from "./assistant-queue.ts";
import { forgetVisits } from "./recent.ts";

/** What this tab remembers of whoever was signed in. */
export function forgetAll(): void {
  forgetVisits();
  forgetQueues();
  forgetChoices();
  forgetLists();
}
