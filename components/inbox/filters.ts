import type { z } from "zod";

import type { ListThreadsInput, ThreadListItem } from "#lib/schemas/interactions.ts";

export type InboxFilter = z.output<typeof ListThreadsInput>["filter"];

export const filters: readonly { value: InboxFilter; label: string }[] = [
  { value: "inbox", label: "Inbox" },
  { value: "waiting", label: "Waiting for you" },
  { value: "people", label: "People only" },
  { value: "all", label: "All" },
];

/** What the address says; the inbox where it says nothing known. */
export const filterOf = (value: string | null | undefined): InboxFilter =>
  filters.find((filter) => filter.value === value)?.value ?? "inbox";

export const inboxQuery = (filter: InboxFilter): string => (filter === "inbox" ? "" : `?filter=${filter}`);

/** Words are looked for in what is archived, too. */
export const searchedIn = (filter: InboxFilter, text: string): InboxFilter =>
  text && filter === "inbox" ? "all" : filter;

/** What is read from the API for a filter and the words searched for. */
export function threadsPath(filter: InboxFilter, text: string): string {
  const query = new URLSearchParams({ filter: searchedIn(filter, text), limit: "50" });
  if (text) query.set("text", text);
  return `/threads?${query}`;
}

/** The list as it came with the page, and what it is the list of. */
export interface FirstThreads {
  filter: InboxFilter;
  page: { items: ThreadListItem[]; nextCursor: string | null };
  /** False where no filter would list anything. */
  hasAny: boolean;
}
