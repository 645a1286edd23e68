"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "./button.tsx";
import { useKeys } from "./use-keys.ts";
import type { Selection } from "./use-selection.ts";

interface SelectionBarProps {
  selection: Selection;
  /** "12 contacts selected". */
  words: string;
  /** What can be done with them: buttons. */
  children: ReactNode;
}

/** Rises from the bottom while something is selected; Escape lets go. */
export function SelectionBar({ selection, words, children }: SelectionBarProps) {
  const isOpen = selection.ids.size > 0;
  useKeys([
    {
      keys: "Escape",
      label: "Let go of the selection",
      group: "In a list",
      run: () => (isOpen ? selection.clear() : false),
    },
  ]);
  return (
    <div
      role="status"
      className="pointer-events-none sticky bottom-4 z-20 flex justify-center max-md:bottom-18"
    >
      {isOpen && (
        <div className="rise pointer-events-auto flex max-w-full flex-wrap items-center gap-2 rounded-card border border-border bg-raised p-1.5 pl-3.5 shadow-float">
          <span className="font-medium tabular-nums">{words}</span>
          {children}
          <Button look="quiet" size="icon" aria-label="Let go of the selection" onClick={selection.clear}>
            <X aria-hidden="true" />
          </Button>
        </div>
      )}
    </div>
  );
}
