"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

import { useSettled } from "#components/ui/use-settled.ts";

interface SearchWords {
  typed: string;
  type: (text: string) => void;
  /** Once the fingers rest. */
  query: string;
}

/** What a list is searched for. The address says it as "q", so that whoever comes back finds it. */
export function useSearchWords(): SearchWords {
  const said = useSearchParams().get("q") ?? "";
  const [typed, type] = useState(said);
  const [known, setKnown] = useState(said);
  const query = useSettled(typed.trim());

  // A link to the page without words: these did not come from here.
  if (said !== known) {
    setKnown(said);
    if (said !== query) type(said);
  }

  useEffect(() => {
    const { pathname, search } = window.location;
    const params = new URLSearchParams(search);
    if ((params.get("q") ?? "") === query) return;
    if (query) params.set("q", query);
    else params.delete("q");
    window.history.replaceState(null, "", params.size === 0 ? pathname : `${pathname}?${params}`);
  }, [query]);

  return { typed, type, query };
}
