"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import { ContactTable } from "#components/contacts/contact-table.tsx";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";

interface CompanyPeopleProps {
  companyId: string;
  first: ContactPage;
  ownId: string;
}

/** Who works there, by last touch. */
export function CompanyPeople({ companyId, first, ownId }: CompanyPeopleProps) {
  const router = useRouter();
  const list = useRef<HTMLDivElement>(null);
  const pages = useKeptPages<ContactPage["items"][number]>(
    `/contacts?companyId=${companyId}&sort=lastInteraction&limit=50`,
    first,
  );
  const mayEdit = useMay("contacts:write");
  useListKeys({ list, ...(mayEdit ? { onEdit: (id: string) => router.push(`/contacts/${id}?edit`) } : {}) });
  return (
    <SectionCard
      title="People"
      actions={
        pages.items.length > 0 && (
          <Link href={`/contacts?company=${companyId}`} className={buttonStyle({ size: "small" })}>
            Show in contacts
          </Link>
        )
      }
    >
      {pages.items.length === 0 ? (
        <EmptyState
          action={
            <Link href="/contacts" className={buttonStyle()}>
              To your contacts
            </Link>
          }
        >
          Nobody is known here yet.{mayEdit && " Open a contact and choose this company to put them here."}
        </EmptyState>
      ) : (
        <div ref={list}>
          <ContactTable contacts={pages.items} ownId={ownId} withoutCompany />
        </div>
      )}
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore whenSeen pending={pages.isLoading} onMore={pages.more} />}
    </SectionCard>
  );
}
