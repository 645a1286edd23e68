import { ListSuggestionsInput, SuggestionList } from "#lib/schemas/suggestions.ts";
import { contactRow } from "#server/contacts/index.ts";
import { operation } from "#server/core/index.ts";

import { suggestionsFor } from "./internal.ts";
import { mailsOf, readingOf } from "./mails.ts";

export const listSuggestions = operation({
  name: "suggestions.list",
  summary: "List what a contact's own mail says that the contact does not",
  input: ListSuggestionsInput,
  output: SuggestionList,
  permission: "contacts:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/contacts/{contactId}/suggestions" },
  async run({ tx, input: { contactId } }) {
    await contactRow(tx, contactId);
    const items = await suggestionsFor(tx, contactId);
    return { items, reading: readingOf(await mailsOf(tx, contactId)) };
  },
});
