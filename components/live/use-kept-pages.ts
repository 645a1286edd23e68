"use client";

import { useMemo, useState } from "react";

import { usePages } from "./use-pages.ts";

interface Row {
  id: string;
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * `usePages` for a list that is changed while it is read: once more was loaded, a new first page does not throw it away,
 * but what it says of the rows that are there is taken over.
 */
export function useKeptPages<T extends Row>(path: string, first: Page<T>): ReturnType<typeof usePages<T>> {
  const [kept, setKept] = useState(first);
  const pages = usePages<T>(path, kept);
  if (first !== kept && pages.items.length <= kept.items.length) setKept(first);
  const items = useMemo(() => {
    if (first === kept) return pages.items;
    const fresh = new Map(first.items.map((item) => [item.id, item]));
    return pages.items.map((item) => fresh.get(item.id) ?? item);
  }, [first, kept, pages.items]);
  return { ...pages, items };
}
