import type { ThreadListItem } from "#lib/schemas/interactions.ts";

export type InboxFilter = "all" | "waiting" | "people";

export const filters: readonly { value: InboxFilter; label: string }[] = [
  { value: "all", label: "All" },
  { value: "waiting", label: "Waiting for you" },
  { value: "people", label: "People only" },
];

/** What the address says; all conversations where it says nothing known. */
export const filterOf = (value: string | null | undefined): InboxFilter =>
  filters.find((filter) => filter.value === value)?.value ?? "all";

export const inboxQuery = (filter: InboxFilter): string => (filter === "all" ? "" : `?filter=${filter}`);

/** What is read from the API for a filter and the words searched for. */
export function threadsPath(filter: InboxFilter, text: string): string {
  const query = new URLSearchParams({ filter, limit: "50" });
  if (text) query.set("text", text);
  return `/threads?${query}`;
}

/** The list as it came with the page, and what it is the list of. */
export interface FirstThreads {
  filter: InboxFilter;
  page: { items: ThreadListItem[]; nextCursor: string | null };
}
