"use client";

import { createContext, type ReactNode, use, useCallback, useEffect, useRef, useState } from "react";

import type { Failure } from "#lib/result.ts";
import type { PreviewSelection } from "#lib/schemas/sync-controls.ts";
import type { Preview } from "#lib/schemas/previews.ts";
import { selectPreview } from "#components/actions/sync.ts";
import { useMay } from "#components/ui/rights.tsx";

/** Ticks that follow each other quickly are kept together. */
const pauseMs = 300;

type List = keyof PreviewSelection;

interface SelectionState {
  /** With the counts that follow what is ticked. */
  preview: Preview;
  selection: PreviewSelection;
  /** Counts are not those of the ticks yet. */
  isCounting: boolean;
  error: Failure | null;
  isTicked: (list: List, key: string) => boolean;
  /** Whether the role lets one untick anything. */
  mayTick: boolean;
  tick: (list: List, key: string, ticked: boolean) => void;
}

const Selection = createContext<SelectionState | null>(null);

export function useSelectionState(): SelectionState {
  const state = use(Selection);
  if (!state) throw new Error("ticks stand inside a preview");
  return state;
}

/** What is ticked of a preview: shown at once, kept with the preview a moment later. */
export function SelectionProvider({ preview, children }: { preview: Preview; children: ReactNode }) {
  const [counted, setCounted] = useState(preview);
  const [selection, setSelection] = useState(preview.selection);
  const [isCounting, setCounting] = useState(false);
  const [error, setError] = useState<Failure | null>(null);
  const latest = useRef(selection);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mayTick = useMay("sync:write");

  useEffect(() => () => clearTimeout(timer.current), []);

  const save = useCallback(async () => {
    const wanted = latest.current;
    const result = await selectPreview({ id: preview.id, selection: wanted });
    // What was ticked meanwhile is on its way.
    if (latest.current !== wanted) return;
    setCounting(false);
    setError(result.ok ? null : result.error);
    if (result.ok) setCounted(result.data);
  }, [preview.id]);

  const tick = useCallback(
    (list: List, key: string, ticked: boolean) => {
      const others: readonly string[] = latest.current[list].filter((one) => one !== key);
      // Keys of kinds are kinds: what is ticked is what the preview named.
      latest.current = { ...latest.current, [list]: ticked ? others : [...others, key] };
      setSelection(latest.current);
      setCounting(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), pauseMs);
    },
    [save],
  );
  const isTicked = (list: List, key: string) => !selection[list].some((one) => one === key);

  return (
    <Selection value={{ preview: counted, selection, isCounting, error, isTicked, mayTick, tick }}>
      {children}
    </Selection>
  );
}
