"use client";

import { useEffect, useRef, useState } from "react";

import type { ContactPage } from "#lib/schemas/contacts.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Input } from "#components/ui/input.tsx";

import { ContactList } from "./contact-list.tsx";
import { SearchHits } from "./search-hits.tsx";
import { useListKeys } from "./use-list-keys.ts";

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
    <Card aria-labelledby="contacts">
      <CardHeader id="contacts" title="Contacts">
        <Input
          ref={search}
          type="search"
          aria-label="Search contacts"
          aria-keyshortcuts="/"
          placeholder="Search by name or address   /"
          maxLength={200}
          className="w-64 max-md:w-full"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setTyped("")}
        />
      </CardHeader>
      <div ref={list}>
        {query && words ? <SearchHits key={query} query={query} /> : <ContactList first={first} />}
      </div>
    </Card>
  );
}
