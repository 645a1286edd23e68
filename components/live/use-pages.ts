"use client";

import { useCallback, useEffect, useState } from "react";

import type { Failure } from "#lib/result.ts";

import { read } from "./read.ts";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

interface State<T> {
  /** The page it began with: another one begins afresh. */
  first: Page<T> | null;
  items: T[];
  nextCursor: string | null;
  status: "idle" | "loading";
  error: Failure | null;
}

const begin = <T>(first: Page<T> | null): State<T> => ({
  first,
  items: first?.items ?? [],
  nextCursor: first?.nextCursor ?? null,
  status: first ? "idle" : "loading",
  error: null,
});

/**
 * A list that is read page by page. `path` is below /api/v1 and has its query already; with `first` null the first
 * page is read too.
 */
export function usePages<T>(path: string, first: Page<T> | null) {
  const [stored, setState] = useState(() => begin(first));
  const state = stored.first === first ? stored : begin(first);
  const { nextCursor } = state;

  const load = useCallback(
    async (cursor: string | null, signal?: AbortSignal) => {
      const query = cursor ? `${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : "";
      const result = await read<Page<T>>(`${path}${query}`, signal).catch(() => null);
      if (!result) return;
      setState((before) => {
        const base = before.first === first ? before : begin(first);
        if (!result.ok) return { ...base, status: "idle", error: result.error };
        const items = cursor ? [...base.items, ...result.data.items] : result.data.items;
        return { ...base, items, nextCursor: result.data.nextCursor, status: "idle", error: null };
      });
    },
    [path, first],
  );

  useEffect(() => {
    if (first) return;
    const abort = new AbortController();
    void load(null, abort.signal);
    return () => abort.abort();
  }, [first, load]);

  const more = useCallback(() => {
    setState((before) => ({
      ...(before.first === first ? before : begin(first)),
      status: "loading",
      error: null,
    }));
    void load(nextCursor);
  }, [first, load, nextCursor]);

  return { ...state, hasMore: nextCursor !== null, more };
}
