"use client";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import { usePages } from "#components/live/use-pages.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import { ContactTable } from "./contact-table.tsx";

/** The first page came with the HTML; more comes while scrolling. */
export function ContactList({ first }: { first: ContactPage }) {
  const list = usePages<ContactPage["items"][number]>("/contacts?sort=lastInteraction&limit=50", first);
  if (list.items.length === 0) {
    return (
      <EmptyState>The people you are in touch with will stand here once you approve an import.</EmptyState>
    );
  }
  return (
    <>
      <ContactTable contacts={list.items} />
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore whenSeen pending={list.isLoading} onMore={list.more} />}
    </>
  );
}
