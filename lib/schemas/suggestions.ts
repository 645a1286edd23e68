import { z } from "zod";

import { Id, Instant } from "./common.ts";

export const SuggestionKind = z.enum(["phone", "title", "company"]);
export type SuggestionKind = z.infer<typeof SuggestionKind>;

/** What a person wrote of themselves in their mail, and a contact does not say yet. */
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
  /** The model that found it in the mail's words; null where rules found it in a signature. */
  readBy: z.object({ model: z.string(), promptVersion: z.string() }).nullable(),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const ListSuggestionsInput = z.object({ contactId: Id });
/** What a model would be asked to read, and what that costs at most. */
export const MailReading = z.object({
  mailCount: z.int(),
  model: z.string(),
  /** Millionths of a US dollar; null where nobody knows the model's price. */
  atMostMicros: z.int().nullable(),
});
export type MailReading = z.infer<typeof MailReading>;
export const SuggestionList = z.object({
  items: z.array(Suggestion),
  /** Null where no model is set up, or the caller may read no mail of theirs. */
  reading: MailReading.nullable(),
});
export type SuggestionList = z.infer<typeof SuggestionList>;

export const FindSuggestionsInput = z.strictObject({ contactId: Id });
export const FoundSuggestions = z.object({
  contactId: Id,
  /** How many mails were read. */
  mailCount: z.int(),
  /** What is offered now and was not before. */
  foundCount: z.int(),
});
export type FoundSuggestions = z.infer<typeof FoundSuggestions>;

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
