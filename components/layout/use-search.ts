import { useEffect, useState } from "react";

import type { Failure } from "#lib/result.ts";
import type { SearchHit, SearchResult } from "#lib/schemas/search.ts";
import { searchKinds } from "#lib/search-kinds.ts";
import { read } from "#components/live/read.ts";

const settleMs = 120;
const amongAll = searchKinds.map((kind) => `&kinds=${kind}`).join("");

export interface Found {
  /** What it was found for; what is typed may be further on. */
  words: string;
  items: readonly SearchHit[];
  error: Failure | null;
}

const nothing: Found = { words: "", items: [], error: null };

/** What fits the words in the whole workspace, a moment after the typing rests. What was found before stays until then. */
export function useSearch(words: string): Found {
  const [found, setFound] = useState<Found>(nothing);
  useEffect(() => {
    if (words === "") return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      read<SearchResult>(`/search?query=${encodeURIComponent(words)}&limit=8${amongAll}`, abort.signal).then(
        (result) =>
          setFound(
            result.ok
              ? { words, items: result.data.items, error: null }
              : { words, items: [], error: result.error },
          ),
        () => undefined,
      );
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [words]);
  return words === "" ? nothing : found;
}
