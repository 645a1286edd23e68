"use client";

import Link from "next/link";
import type { RefObject } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import type { Tag } from "#components/tags/tag.ts";
import { MoreRows } from "#components/live/more-rows.tsx";
import { useRecordList } from "#components/live/use-record-list.ts";
import { useListColumns } from "#components/layout/use-list-columns.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import type { ColumnWidths } from "#components/ui/column-widths.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { IfMay, useMay } from "#components/ui/rights.tsx";

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
  const mayWrite = useMay("contacts:write");
  const { pages, rows, selection, peeked, closePeek, hide } = useRecordList<ContactRow>({
    path: contactsPath(filter),
    first,
    below: "/contacts",
    list,
    search,
    mayWrite,
  });
  const columnWidths = useListColumns("contacts", widths);

  return (
    <>
      {rows.length === 0 && !pages.hasMore ? (
        <Nobody filter={filter} />
      ) : (
        <ContactTable
          contacts={rows}
          ownId={ownId}
          {...(mayWrite ? { selection } : {})}
          widths={columnWidths}
        />
      )}
      <MoreRows pages={pages} />
      <ContactSelection selection={selection} tags={tags} bin={filter.bin} onHide={hide} />
      {peeked && <Loaded load={loadPeek} props={{ id: peeked, onClose: closePeek }} />}
    </>
  );
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
        <IfMay permission="sync:write">
          <Link href="/sync" className={buttonStyle({ look: "primary" })}>
            Connect your mailbox
          </Link>
        </IfMay>
      }
    >
      <IfMay
        permission="sync:write"
        otherwise="People will stand here once a member has added or brought in somebody and shares it."
      >
        The people you are in touch with will stand here once you approve an import.
      </IfMay>
    </EmptyState>
  );
}
