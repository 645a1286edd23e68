"use client";

import { useCallback, useEffect, useState } from "react";

import type { Failure, Result } from "#lib/result.ts";

import { read } from "./read.ts";

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

interface State<T> extends Page<T> {
  /** The page it began with: another one begins afresh. */
  first: Page<T> | null;
  isLoading: boolean;
  error: Failure | null;
}

interface Pages<T> {
  items: T[];
  nextCursor: string | null;
  isLoading: boolean;
  error: Failure | null;
  hasMore: boolean;
  more: () => void;
}

const begin = <T>(first: Page<T> | null): State<T> => ({
  first,
  items: first?.items ?? [],
  nextCursor: first?.nextCursor ?? null,
  isLoading: first === null,
  error: null,
});

function receive<T>(state: State<T>, cursor: string | null, result: Result<Page<T>>): State<T> {
  if (!result.ok) return { ...state, isLoading: false, error: result.error };
  const { items, nextCursor } = result.data;
  return {
    ...state,
    items: cursor === null ? items : [...state.items, ...items],
    nextCursor,
    isLoading: false,
    error: null,
  };
}

function pagePath(path: string, cursor: string | null): string {
  return cursor === null
    ? path
    : `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;
}

/**
 * A list that is read page by page. `path` is below /api/v1, with its query; it stays the same for the life of the
 * component. With `first` null the first page is read too.
 */
export function usePages<T>(path: string, first: Page<T> | null): Pages<T> {
  const [stored, setState] = useState(() => begin(first));
  const state = stored.first === first ? stored : begin(first);
  const { items, nextCursor, isLoading, error } = state;

  useEffect(() => {
    if (first) return;
    const abort = new AbortController();
    read<Page<T>>(path, abort.signal).then(
      (result) => setState((before) => receive(before, null, result)),
      () => undefined,
    );
    return () => abort.abort();
  }, [path, first]);

  const more = useCallback(() => {
    setState((before) => ({
      ...(before.first === first ? before : begin(first)),
      isLoading: true,
      error: null,
    }));
    void read<Page<T>>(pagePath(path, nextCursor)).then((result) =>
      setState((before) => (before.first === first ? receive(before, nextCursor, result) : before)),
    );
  }, [path, first, nextCursor]);

  return { items, nextCursor, isLoading, error, hasMore: nextCursor !== null, more };
}
