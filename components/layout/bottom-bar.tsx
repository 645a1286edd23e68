"use client";

import { Ellipsis, Sparkles } from "lucide-react";
import { Suspense } from "react";

import { cn } from "#components/ui/cn.ts";

import { openAssistant } from "./assistant-state.ts";
import { navItems } from "./nav-items.ts";
import { NavLink } from "./nav-link.tsx";
import { NavMark } from "./nav-mark.tsx";
import { openMore } from "./overlay-state.ts";
import type { Waiting } from "./waiting.ts";

const inBar = ["/today", "/contacts", "/inbox"];

/** What stands in the bottom bar; the rest is below "More". */
export const barItems = navItems.filter(({ href }) => inBar.includes(href));
export const moreItems = navItems.filter(({ href }) => !inBar.includes(href));

const place =
  "relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-small text-text-muted -outline-offset-2 aria-[current=page]:text-accent [&_svg]:size-5 [&_svg]:stroke-[1.5]";

/** On phones: three pages, the assistant, and the rest. */
export function BottomBar({ waiting }: { waiting: Promise<Waiting> }) {
  return (
    <nav
      aria-label="Pages"
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {barItems.map((item) => (
        <NavLink key={item.href} href={item.href} className={place}>
          <item.icon aria-hidden="true" />
          {item.label}
          <Suspense>
            <NavMark item={item} waiting={waiting} className="absolute top-1.5 left-[calc(50%+0.75rem)]" />
          </Suspense>
        </NavLink>
      ))}
      <button
        type="button"
        data-assistant
        aria-haspopup="dialog"
        className={place}
        onClick={() => openAssistant()}
      >
        <Sparkles aria-hidden="true" />
        Assistant
      </button>
      <button type="button" aria-haspopup="dialog" className={cn(place)} onClick={openMore}>
        <Ellipsis aria-hidden="true" />
        More
      </button>
    </nav>
  );
}
