"use client";

import { useRef } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import { useSearchWords } from "#components/live/use-search-words.ts";
import type { Tag } from "#components/tags/tag.ts";
import { Card } from "#components/ui/card.tsx";
import type { ColumnWidths } from "#components/ui/column-widths.ts";

import { ContactList } from "./contact-list.tsx";
import { ContactToolbar } from "./contact-toolbar.tsx";
import { type ContactFilter, contactsPath } from "./filter.ts";
import { SearchHits } from "./search-hits.tsx";
import { SearchInput } from "./search-input.tsx";

interface ContactsSectionProps {
  first: ContactPage;
  /** Of the columns, as they were left. */
  widths: ColumnWidths;
  filter: ContactFilter;
  /** By name, where the list is narrowed to one. */
  companyName: string | null;
  tags: readonly Tag[];
  /** Whom the list can be narrowed to, oneself first. */
  owners: readonly { id: string; name: string }[];
  ownId: string;
}

/** Everybody there is, or who is searched for. "/" goes there, j and k walk the rows. */
export function ContactsSection({
  first,
  widths,
  filter,
  companyName,
  tags,
  owners,
  ownId,
}: ContactsSectionProps) {
  const { typed, type, query } = useSearchWords();
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);

  return (
    <Card aria-label="Contacts">
      <div className="flex flex-wrap items-center gap-2 border-b border-border p-2">
        <SearchInput
          ref={search}
          label="Search contacts"
          placeholder="Search by name or address"
          value={typed}
          onValueChange={type}
        />
        <ContactToolbar
          filter={filter}
          words={query}
          companyName={companyName}
          tags={tags}
          owners={owners}
          count={typed.trim() ? undefined : first.count}
        />
      </div>
      <div ref={list}>
        {query ? (
          <SearchHits key={query} query={query} kinds={["contact", "company"]} list={list} search={search} />
        ) : (
          <ContactList
            key={contactsPath(filter)}
            first={first}
            widths={widths}
            filter={filter}
            tags={tags}
            ownId={ownId}
            list={list}
            search={search}
          />
        )}
      </div>
    </Card>
  );
}
