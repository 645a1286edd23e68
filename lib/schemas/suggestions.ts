import { z } from "zod";

import { Id, Instant } from "./common.ts";

export const SuggestionKind = z.enum(["phone", "title", "company"]);
export type SuggestionKind = z.infer<typeof SuggestionKind>;

/** What a person wrote below their mail, and a contact does not say yet. */
export const Suggestion = z.object({
  kind: SuggestionKind,
  /** A number in E.164, a title, a company's name. */
  value: z.string(),
  /** The line it stands in, and the latest mail that says so. */
  quote: z.string(),
  interactionId: Id,
  threadId: Id,
  at: Instant,
  mailCount: z.int(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const ListSuggestionsInput = z.object({ contactId: Id });
export const SuggestionList = z.object({ items: z.array(Suggestion) });
export type SuggestionList = z.infer<typeof SuggestionList>;

export const SuggestionInput = z.strictObject({
  contactId: Id,
  kind: SuggestionKind,
  value: z.string().min(1).max(200),
});
export type SuggestionInput = z.input<typeof SuggestionInput>;

export const QuoteInput = z.object({ interactionId: Id });
/** What a mail's signature says, for who may read the mail. */
export const Quotes = z.object({
  threadId: Id,
  items: z.array(z.object({ kind: SuggestionKind, value: z.string(), quote: z.string() })),
});
export type Quotes = z.infer<typeof Quotes>;
