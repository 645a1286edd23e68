"use client";

import Link from "next/link";
import { type RefObject, useEffect, useState } from "react";

import type { Result } from "#lib/result.ts";
import type { SearchResult } from "#lib/schemas/search.ts";
import { read } from "#components/live/read.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";

const row = "flex min-h-9 items-center gap-4 px-4 py-1.5 -outline-offset-2 hover:bg-sunken";

interface SearchHitsProps {
  query: string;
  kinds: readonly ("contact" | "company")[];
  list: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
}

/** What fits the words, best first. */
export function SearchHits({ query, kinds, list, search }: SearchHitsProps) {
  const [result, setResult] = useState<Result<SearchResult> | null>(null);
  const among = kinds.map((kind) => `&kinds=${kind}`).join("");
  useListKeys({ list, search });

  useEffect(() => {
    const abort = new AbortController();
    read<SearchResult>(`/search?query=${encodeURIComponent(query)}${among}&limit=30`, abort.signal).then(
      setResult,
      () => undefined,
    );
    return () => abort.abort();
  }, [query, among]);

  if (!result) return <SkeletonRows count={4} label="Searching" />;
  if (!result.ok) {
    return <ErrorState className="m-4" message={result.error.message} requestId={result.error.requestId} />;
  }
  const { items } = result.data;
  return (
    <>
      <p role="status" className="sr-only">
        {items.length === 0 ? "Nothing found" : `${items.length} found`}
      </p>
      {items.length === 0 && (
        <EmptyState>Nothing here matches “{query}”. Try part of a name, an address or a domain.</EmptyState>
      )}
      <ul>
        {items.map(({ kind, id, title, subtitle }) => (
          <li key={id} className="border-border not-last:border-b">
            <Link
              href={kind === "company" ? `/companies/${id}` : `/contacts/${id}`}
              prefetch={false}
              data-row={id}
              className={row}
            >
              <span className="min-w-0 truncate font-medium">{title}</span>
              <span className="min-w-0 truncate text-text-muted">{subtitle}</span>
              {kind === "company" && kinds.length > 1 && <Badge className="ml-auto">Company</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
