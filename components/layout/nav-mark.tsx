"use client";

import { use } from "react";

import { cn } from "#components/ui/cn.ts";

import type { NavItem } from "./nav-items.ts";
import type { Waiting } from "./waiting.ts";

interface NavMarkProps {
  item: NavItem;
  waiting: Promise<Waiting>;
  className?: string;
  /** Where only the icon is shown, a number would cover it: a dot stands at its corner instead. */
  numberClassName?: string;
  dotClassName?: string;
}

/** What waits behind an item of the navigation; it comes after the page, and moves nothing. */
export function NavMark({ item, waiting, className, numberClassName, dotClassName }: NavMarkProps) {
  const now = use(waiting);
  if (item.href === "/sync") return <SyncDot state={now.sync} className={className} />;
  const count = item.count?.(now);
  if (!count) return null;
  return (
    <span className={cn("text-small text-text-muted tabular-nums", className)}>
      <span aria-hidden="true" className={numberClassName}>
        {count.text}
      </span>
      {dotClassName && (
        <span aria-hidden="true" className={dotClassName}>
          <span className="size-2 rounded-full bg-accent" />
        </span>
      )}
      <span className="sr-only">, {count.words}</span>
    </span>
  );
}

function SyncDot({ state, className }: { state: Waiting["sync"]; className?: string | undefined }) {
  if (state === "quiet") return null;
  const words = state === "moving" ? "under way" : "needs you";
  return (
    <span className={cn("flex items-center", className)}>
      <span
        title={words}
        className={cn("size-2 rounded-full", state === "moving" ? "bg-accent" : "bg-danger")}
      />
      <span className="sr-only">, {words}</span>
    </span>
  );
}
