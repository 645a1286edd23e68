"use client";

import { PanelLeft } from "lucide-react";
import { Suspense, useState } from "react";

import { cn } from "#components/ui/cn.ts";

import { navItems } from "./nav-items.ts";
import { NavLink } from "./nav-link.tsx";
import { NavMark } from "./nav-mark.tsx";
import { type FramePreferences, keepSidebar, type Theme } from "./preferences.ts";
import type { Waiting } from "./waiting.ts";
import { WorkspaceButton } from "./workspace-button.tsx";

interface SidebarProps {
  workspaceName: string;
  email: string;
  theme: Theme;
  initial: FramePreferences["sidebar"];
  waiting: Promise<Waiting>;
}

const row =
  "relative flex h-8 w-full items-center gap-2.5 rounded-control px-2.5 text-text-muted transition-colors hover:bg-sunken hover:text-text [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]";
/** With words: in the wide sidebar of a wide window. Else icons alone. */
const inWords = "max-lg:hidden group-data-[state=icons]/sidebar:hidden";
const inIcons = "hidden max-lg:flex group-data-[state=icons]/sidebar:flex";

/** Of the dot of an icon alone. */
const atCorner =
  "max-lg:absolute max-lg:top-1 max-lg:right-1 group-data-[state=icons]/sidebar:absolute group-data-[state=icons]/sidebar:top-1 group-data-[state=icons]/sidebar:right-1";

/** 224 px, or icons alone: by choice, and in a window too narrow for more. */
export function Sidebar({ workspaceName, email, theme, initial, waiting }: SidebarProps) {
  const [state, setState] = useState(initial);
  const turn = () => {
    const next = state === "open" ? "icons" : "open";
    setState(next);
    keepSidebar(next);
  };
  return (
    <div
      data-state={state}
      className="group/sidebar sticky top-0 flex h-dvh w-56 shrink-0 flex-col gap-2 border-r border-border bg-surface p-2 data-[state=icons]:w-14 max-lg:w-14 max-md:hidden"
    >
      <WorkspaceButton
        workspaceName={workspaceName}
        email={email}
        theme={theme}
        wordsClassName={inWords}
        className={row}
      />
      <nav aria-label="Pages" className="min-h-0 grow overflow-y-auto">
        <ul className="grid gap-px">
          {navItems.map((item) => (
            <li key={item.href}>
              <NavLink
                href={item.href}
                title={item.label}
                className={cn(
                  row,
                  "aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-text",
                )}
              >
                <item.icon aria-hidden="true" />
                <span className={cn("grow", inWords)}>{item.label}</span>
                <span className={cn("sr-only", inIcons)}>{item.label}</span>
                <Suspense>
                  <NavMark
                    item={item}
                    waiting={waiting}
                    className={atCorner}
                    numberClassName={inWords}
                    dotClassName={inIcons}
                  />
                </Suspense>
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <button
        type="button"
        aria-pressed={state === "icons"}
        title="Icons only"
        onClick={turn}
        className={cn(row, "max-lg:hidden")}
      >
        <PanelLeft aria-hidden="true" />
        <span className="sr-only">Icons only</span>
      </button>
    </div>
  );
}
