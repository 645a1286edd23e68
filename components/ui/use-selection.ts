"use client";

import { useCallback, useMemo, useRef, useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  /** With `range`, everything between this one and the last one that was turned. */
  toggle: (id: string, range?: boolean) => void;
  selectAll: () => void;
  clear: () => void;
}

/** What of a list is selected. `listed` are the ids in the order they are shown; what left the list is forgotten. */
export function useSelection(listed: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string | null>(null);
  const ids = useMemo(() => new Set(listed.filter((id) => chosen.has(id))), [listed, chosen]);

  const toggle = useCallback(
    (id: string, range = false) => {
      const from = range && last.current !== null ? listed.indexOf(last.current) : -1;
      const to = listed.indexOf(id);
      last.current = id;
      setChosen((before) => {
        const next = new Set(before);
        const turned =
          from === -1 || to === -1 ? [id] : listed.slice(Math.min(from, to), Math.max(from, to) + 1);
        const on = !before.has(id);
        for (const one of turned) {
          if (on) next.add(one);
          else next.delete(one);
        }
        return next;
      });
    },
    [listed],
  );
  const selectAll = useCallback(() => setChosen(new Set(listed)), [listed]);
  const clear = useCallback(() => setChosen(new Set()), []);
  return useMemo(() => ({ ids, toggle, selectAll, clear }), [ids, toggle, selectAll, clear]);
}
