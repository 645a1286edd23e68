"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";

import { cn } from "./cn.ts";

export interface Tab {
  id: string;
  label: string;
  /** What stands behind the label, like "+371". */
  count?: string;
  panel: ReactNode;
}

/** One panel at a time; arrows, Home and End move between the tabs. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(tabs[0]?.id);
  const current = tabs.find((tab) => tab.id === chosen) ?? tabs[0];

  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.id === current?.id);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = (to + tabs.length) % tabs.length;
    setChosen(tabs[index]?.id);
    list.current?.querySelectorAll("button")[index]?.focus();
  };

  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        onKeyDown={move}
        className="flex border-b border-border px-2 max-md:px-0"
      >
        {tabs.map((tab) => {
          const selected = tab.id === current?.id;
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${base}-${tab.id}`}
              aria-selected={selected}
              aria-controls={selected ? `${base}-panel` : undefined}
              tabIndex={selected ? 0 : -1}
              onClick={() => setChosen(tab.id)}
              className={cn(
                "-mb-px flex h-10 items-center gap-x-1.5 border-b-2 px-2 -outline-offset-2 max-md:h-14 max-md:flex-1 max-md:flex-col max-md:justify-center max-md:px-0",
                selected ? "border-accent font-medium" : "border-transparent text-text-muted hover:text-text",
              )}
            >
              {/* The bolder word keeps its room in every tab: none moves when another is selected. */}
              <span
                data-label={tab.label}
                className="grid after:invisible after:h-0 after:overflow-hidden after:font-medium after:content-[attr(data-label)]"
              >
                {tab.label}
              </span>
              {tab.count && (
                <span className="text-small font-normal text-text-muted tabular-nums">{tab.count}</span>
              )}
            </button>
          );
        })}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${current?.id ?? ""}`}>
        {current?.panel}
      </div>
    </>
  );
}
