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

  // At each rendering: what the router does to its entry writes the address as it knows it.
  useEffect(() => {
    const { pathname, search } = window.location;
    const params = new URLSearchParams(search);
    if ((params.get("q") ?? "") === query) return;
    if (query) params.set("q", query);
    else params.delete("q");
    // With the router's own state it goes past the router, which would give up a page that is on its way.
    const { state } = window.history;
    window.history.replaceState(state, "", params.size === 0 ? pathname : `${pathname}?${params}`);
  });

  return { typed, type, query };
}
