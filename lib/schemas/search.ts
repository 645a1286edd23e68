import { z } from "zod";

import { Id, line } from "./common.ts";

export const SearchInput = z.object({
  /** Words or parts of words, in any order: a name, an address, a domain. */
  query: line(200),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchInput = z.input<typeof SearchInput>;

export const SearchHit = z.object({
  kind: z.enum(["contact", "company"]),
  id: Id,
  title: z.string(),
  /** The address that matched or else the primary one; of a company its domain. */
  subtitle: z.string().nullable(),
  matchedOn: z.enum(["name", "email", "domain"]),
});
export type SearchHit = z.infer<typeof SearchHit>;

export const SearchResult = z.object({ items: z.array(SearchHit) });
export type SearchResult = z.infer<typeof SearchResult>;
