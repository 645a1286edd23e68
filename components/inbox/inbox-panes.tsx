"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

import { cn } from "#components/ui/cn.ts";

interface InboxPanesProps {
  list: ReactNode;
  /** The conversation that is open, or what stands in its place. */
  children: ReactNode;
}

/** List left and conversation right where both have room; else one after the other. */
export function InboxPanes({ list, children }: InboxPanesProps) {
  const hasThread = useSelectedLayoutSegment() !== null;
  return (
    <div className="@container/inbox">
      <div className="group/inbox items-start @3xl/inbox:flex">
        <section
          aria-label="Conversations"
          className={cn(
            "min-w-0 bg-surface group-has-data-empty/inbox:w-full @3xl/inbox:sticky @3xl/inbox:top-12 @3xl/inbox:h-[calc(100dvh-3rem)] @3xl/inbox:w-80 @3xl/inbox:shrink-0 @3xl/inbox:overflow-y-auto @3xl/inbox:border-r @3xl/inbox:border-border @5xl/inbox:w-96",
            hasThread && "hidden @3xl/inbox:block",
          )}
        >
          {list}
        </section>
        <div
          className={cn(
            "min-w-0 grow group-has-data-empty/inbox:hidden",
            !hasThread && "hidden @3xl/inbox:block",
          )}
        >
          {children}
        </div>
      </div>
    </div>
  );
}
