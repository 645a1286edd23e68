"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { type RefObject, useMemo, useState } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import type { Tag } from "#components/tags/tag.ts";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { useListColumns } from "#components/layout/use-list-columns.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import type { ColumnWidths } from "#components/ui/column-widths.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useSelection } from "#components/ui/use-selection.ts";

import { ContactSelection } from "./contact-selection.tsx";
import { ContactTable } from "./contact-table.tsx";
import { type ContactFilter, type ContactRow, contactsHref, contactsPath, isNarrowed } from "./filter.ts";

const loadPeek = () => import("./contact-peek.tsx");

interface ContactListProps {
  first: ContactPage;
  widths: ColumnWidths;
  filter: ContactFilter;
  tags: readonly Tag[];
  ownId: string;
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
}

/** The first page came with the HTML; more comes while scrolling. */
export function ContactList({ first, widths, filter, tags, ownId, list, search }: ContactListProps) {
  const pages = useKeptPages<ContactRow>(contactsPath(filter), first);
  const router = useRouter();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [peeked, setPeeked] = useState<string | null>(null);
  const columnWidths = useListColumns("contacts", widths);
  const rows = useMemo(() => pages.items.filter(({ id }) => !hidden.has(id)), [pages.items, hidden]);
  const selection = useSelection(useMemo(() => rows.map(({ id }) => id), [rows]));
  useListKeys({
    list,
    search,
    selection,
    onPeek: setPeeked,
    onEdit: (id) => router.push(`/contacts/${id}?edit`),
  });

  const hide = (ids: readonly string[], isHidden: boolean) =>
    setHidden((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (isHidden) next.add(id);
        else next.delete(id);
      }
      return next;
    });

  return (
    <>
      {rows.length === 0 && !pages.hasMore ? (
        <Nobody filter={filter} />
      ) : (
        <ContactTable contacts={rows} ownId={ownId} selection={selection} widths={columnWidths} />
      )}
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore whenSeen pending={pages.isLoading} onMore={pages.more} />}
      <ContactSelection selection={selection} tags={tags} bin={filter.bin} onHide={hide} />
      {peeked && (
        <Loaded load={loadPeek} props={{ id: peeked, onClose: () => closePeek(peeked, setPeeked) }} />
      )}
    </>
  );
}

/** The keyboard goes on from the row. */
function closePeek(id: string, setPeeked: (id: null) => void): void {
  setPeeked(null);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus());
}

function Nobody({ filter }: { filter: ContactFilter }) {
  const all = { ...filter, tagId: null, companyId: null, ownerId: null, quietDays: null };
  if (filter.bin) {
    return (
      <EmptyState
        action={
          <Link href={contactsHref({ ...all, bin: false })} className={buttonStyle()}>
            Back to your contacts
          </Link>
        }
      >
        The bin is empty. Contacts that you delete stay here, and can be restored.
      </EmptyState>
    );
  }
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        action={
          <Link href={contactsHref(all)} className={buttonStyle()}>
            Show everybody
          </Link>
        }
      >
        Nobody here is like that.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      action={
        <Link href="/sync" className={buttonStyle({ look: "primary" })}>
          Connect your mailbox
        </Link>
      }
    >
      The people you are in touch with will stand here once you approve an import.
    </EmptyState>
  );
}
