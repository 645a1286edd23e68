"use client";

import { useEffect, useRef, useState } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import { Card } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";

import { ContactList } from "./contact-list.tsx";
import { SearchHits } from "./search-hits.tsx";

const settleMs = 150;

/** Everybody there is, by last touch, or who is searched for. "/" goes there, j and k walk the rows. */
export function ContactsSection({ first }: { first: ContactPage }) {
  const [typed, setTyped] = useState("");
  const [query, setQuery] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const words = typed.trim();

  useEffect(() => {
    const timer = setTimeout(() => setQuery(words), words ? settleMs : 0);
    return () => clearTimeout(timer);
  }, [words]);

  useListKeys({ list, search });

  return (
    <Card aria-label="Contacts">
      <div className="border-b border-border p-2">
        <div className="relative w-72 max-md:w-full">
          <Input
            ref={search}
            type="search"
            aria-label="Search contacts"
            aria-keyshortcuts="/"
            placeholder="Search by name or address"
            maxLength={200}
            className="[&::-webkit-search-cancel-button]:grayscale"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === "Escape" && setTyped("")}
          />
          {!typed && (
            <kbd
              aria-hidden="true"
              className="pointer-events-none absolute inset-y-0 right-2.5 my-auto flex size-5 items-center justify-center rounded-[4px] border border-border text-small text-text-muted max-md:hidden"
            >
              /
            </kbd>
          )}
        </div>
      </div>
      <div ref={list}>
        {query && words ? <SearchHits key={query} query={query} /> : <ContactList first={first} />}
      </div>
    </Card>
  );
}
