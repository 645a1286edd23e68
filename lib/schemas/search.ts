import { z } from "zod";

import { searchKinds } from "#lib/search-kinds.ts";

import { Id, Instant, line, ShownLine } from "./common.ts";

export const SearchInput = z.object({
  /** Words or parts of words, in any order: a name, an address, a domain; whole words of mails and meetings. */
  query: line(200),
  /** What to look among; all but tasks and tags when left out. `mail` includes meetings. */
  kinds: z
    .array(z.enum(searchKinds))
    .min(1)
    .max(5)
    .default(() => ["contact" as const, "company" as const, "mail" as const]),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchInput = z.input<typeof SearchInput>;

export const SearchHit = z.object({
  kind: z.enum(["contact", "company", "mail", "meeting", "task", "tag"]),
  /** Of a mail or meeting the interaction's. */
  id: Id,
  /** A name, or the subject. */
  title: ShownLine,
  /** The address that matched or else the primary one; of a company its domain; of a mail its first words; of a task whom it is about. */
  subtitle: ShownLine.nullable(),
  matchedOn: z.enum(["name", "email", "domain", "text"]),
  /** Of a mail or meeting: its conversation, and when it was. */
  threadId: Id.optional(),
  at: Instant.optional(),
  /** Of a meeting in a calendar: its event. */
  eventId: Id.optional(),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchResult = z.object({ items: z.array(SearchHit) });
export type SearchResult = z.infer<typeof SearchResult>;
