import { type KeyboardEvent, useId, useState } from "react";

import type { NamedRecord } from "#components/layout/current-record.ts";
import { recentVisits } from "#components/layout/recent.ts";
import { useSearch } from "#components/layout/use-search.ts";

import {
  fits,
  type Mentionable,
  mentionablesIn,
  mentionablesOf,
  mentionAt,
  type MentionQuery,
  mentionsMax,
} from "./mention.ts";
import { optionId } from "./mention-list.tsx";

interface Typed {
  draft: string;
  mentions: readonly NamedRecord[];
  onChoose: (item: Mentionable, at: MentionQuery) => void;
}

const shownMax = 8;

/** The list that an "@" opens: what it shows, which entry is active, and the keys that it takes from the field. */
export function useMentionList({ draft, mentions, onChoose }: Typed) {
  const id = useId();
  const [caret, setCaret] = useState<number | null>(null);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [active, setActive] = useState({ query: "", index: 0 });
  const isFull = mentions.length >= mentionsMax;
  const at = caret === null || isFull ? null : mentionAt(draft, caret, mentions);
  const query = at && at.from !== closedAt ? at.query : null;
  const words = query?.trim() ?? "";
  const found = useSearch(words);
  const hits = mentionablesIn(found.items);
  // Until the answer for what is typed by now has come, of the one before what still fits.
  const fitting = found.words === words ? hits : hits.filter((item) => fits(item, words));
  const all = query === null ? [] : words === "" ? mentionablesOf(recentVisits()) : fitting;
  const items = all.slice(0, shownMax);
  const isOpen = items.length > 0;
  const index = active.query === query ? Math.min(active.index, items.length - 1) : 0;

  const choose = (item: Mentionable) => {
    if (at) onChoose(item, at);
  };

  /** True where the list has taken the key. */
  function takesKey(event: KeyboardEvent): boolean {
    if (!isOpen || event.nativeEvent.isComposing || event.metaKey || event.ctrlKey || event.altKey)
      return false;
    const chosen = items[index];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : items.length - 1;
      setActive({ query: query ?? "", index: (index + step) % items.length });
    } else if (event.key === "Escape") {
      setClosedAt(at?.from ?? null);
    } else if (chosen && !event.shiftKey && (event.key === "Enter" || event.key === "Tab")) {
      choose(chosen);
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return {
    id,
    items,
    index,
    isOpen,
    choose,
    takesKey,
    /** Where the caret is; null where the field has lost the focus. What Escape closed opens again for another "@". */
    moved(to: number | null) {
      setCaret(to);
      if (to === null || mentionAt(draft, to, mentions)?.from !== closedAt) setClosedAt(null);
    },
    /** Of the field. */
    props: {
      "aria-autocomplete": "list" as const,
      "aria-haspopup": "listbox" as const,
      ...(isOpen ? { "aria-controls": id, "aria-activedescendant": optionId(id, index) } : {}),
    },
  };
}
