import type { ContactPage } from "#lib/schemas/contacts.ts";

export type ContactRow = ContactPage["items"][number];

export const contactSorts = ["lastInteraction", "name", "recent"] as const;
export type ContactSort = (typeof contactSorts)[number];

/** Days without a word that one may ask for. */
export const quietChoices = [30, 90, 365] as const;

/** What of the contacts is listed, as the address says it. */
export interface ContactFilter {
  sort: ContactSort;
  tagId: string | null;
  companyId: string | null;
  ownerId: string | null;
  /** Those whom nothing was exchanged with for longer than this. */
  quietDays: number | null;
  /** Those in the bin instead. */
  bin: boolean;
}

/** The page that lists so, with what is searched for: "/contacts?sort=name". */
export function contactsHref(
  { sort, tagId, companyId, ownerId, quietDays, bin }: ContactFilter,
  words = "",
): string {
  const query = new URLSearchParams();
  if (sort !== "lastInteraction") query.set("sort", sort);
  if (tagId) query.set("tag", tagId);
  if (companyId) query.set("company", companyId);
  if (ownerId) query.set("owner", ownerId);
  if (quietDays) query.set("quiet", String(quietDays));
  if (bin) query.set("bin", "");
  if (words) query.set("q", words);
  return query.size === 0 ? "/contacts" : `/contacts?${query}`;
}

/** The same, as it is read below /api/v1. */
export function contactsPath({ sort, tagId, companyId, ownerId, quietDays, bin }: ContactFilter): string {
  const query = new URLSearchParams({ sort, limit: "50" });
  if (tagId) query.set("tagId", tagId);
  if (companyId) query.set("companyId", companyId);
  if (ownerId) query.set("ownerId", ownerId);
  if (quietDays) query.set("quietDays", String(quietDays));
  if (bin) query.set("deleted", "true");
  return `/contacts?${query}`;
}

export const isNarrowed = ({ tagId, companyId, ownerId, quietDays }: ContactFilter): boolean =>
  tagId !== null || companyId !== null || ownerId !== null || quietDays !== null;
