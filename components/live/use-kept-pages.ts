"use client";

import { useEffect, useLayoutEffect, useMemo, useState } from "react";

import { departureStore } from "#components/layout/departure.ts";

import { keepList, keptList } from "./kept-lists.ts";
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
 * but what it says of the rows that are there is taken over. Whoever comes back finds it as long as it was, and the place.
 */
export function useKeptPages<T extends Row>(path: string, first: Page<T>): ReturnType<typeof usePages<T>> {
  const [before] = useState(() => keptList<T>(path));
  const [kept, setKept] = useState(before?.loaded ?? first);
  const pages = usePages<T>(path, kept);
  const { items: loaded, nextCursor } = pages;
  const isLonger = kept === before?.loaded || loaded.length > kept.items.length;
  if (first !== kept && !isLonger) setKept(first);

  useEffect(() => {
    if (isLonger) keepList(path, { loaded: { items: loaded, nextCursor } });
  }, [isLonger, path, loaded, nextCursor]);

  useLayoutEffect(() => {
    const back = () => window.scrollTo({ top: before?.top ?? 0, behavior: "instant" });
    // The browser goes, after this, to where the next page's skeleton had moved it.
    if (before) requestAnimationFrame(back);
    const keep = () => {
      // A page that is being left gives way to the next one's skeleton, which moves it.
      if (departureStore.current() === null) keepList(path, { top: window.scrollY });
    };
    window.addEventListener("scroll", keep, { passive: true });
    return () => window.removeEventListener("scroll", keep);
  }, [before, path]);

  const items = useMemo(() => {
    if (first === kept) return loaded;
    const fresh = new Map(first.items.map((item) => [item.id, item]));
    return loaded.map((item) => fresh.get(item.id) ?? item);
  }, [first, kept, loaded]);
  return { ...pages, items };
}
