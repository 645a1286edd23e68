import type { CompanyPage } from "#lib/schemas/companies.ts";

export type CompanyRow = CompanyPage["items"][number];

export const companySorts = ["name", "recent"] as const;

/** What of the companies is listed, as the address says it. */
export interface CompanyFilter {
  sort: (typeof companySorts)[number];
  /** Those in the bin instead. */
  bin: boolean;
}

/** The page that lists so, with what is searched for. */
export function companiesHref({ sort, bin }: CompanyFilter, words = ""): string {
  const query = new URLSearchParams();
  if (sort !== "name") query.set("sort", sort);
  if (bin) query.set("bin", "");
  if (words) query.set("q", words);
  return query.size === 0 ? "/companies" : `/companies?${query}`;
}

/** The same, as it is read below /api/v1. */
export const companiesPath = ({ sort, bin }: CompanyFilter): string =>
  `/companies?sort=${sort}&limit=50${bin ? "&deleted=true" : ""}`;
