"use client";

import { BookOpen, LogOut } from "lucide-react";
import { Suspense, useState } from "react";

import { DialogBody, Sheet } from "#components/ui/dialog.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

import { moreItems } from "./bottom-bar.tsx";
import { NavLink } from "./nav-link.tsx";
import { NavMark } from "./nav-mark.tsx";
import { closeOverlay } from "./overlay-state.ts";
import { keepTheme, type Theme } from "./preferences.ts";
import type { Waiting } from "./waiting.ts";
import { themeOptions, useSignOut } from "./workspace-menu.tsx";

interface MoreSheetProps {
  workspaceName: string;
  email: string;
  theme: Theme;
  waiting: Promise<Waiting>;
}

const row =
  "flex min-h-11 w-full items-center gap-3 rounded-control px-2 hover:bg-sunken aria-[current=page]:bg-accent-soft [&_svg]:size-4 [&_svg]:stroke-[1.5] [&_svg]:text-text-muted";

/** What has no place in the bottom bar of a phone. */
export default function MoreSheet({ workspaceName, email, theme: kept, waiting }: MoreSheetProps) {
  const [theme, setTheme] = useState(kept);
  const leave = useSignOut();
  const choose = (next: Theme) => {
    setTheme(next);
    keepTheme(next);
  };
  return (
    <Sheet open side="bottom" title={workspaceName} description={email} onOpenChange={closeOverlay}>
      <DialogBody className="px-2">
        <nav aria-label="More pages">
          <ul>
            {moreItems.map((item) => (
              <li key={item.href}>
                <NavLink href={item.href} className={row} onNavigate={closeOverlay}>
                  <item.icon aria-hidden="true" />
                  <span className="grow">{item.label}</span>
                  <Suspense>
                    <NavMark item={item} waiting={waiting} />
                  </Suspense>
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <hr className="my-2 border-border" />
        <Segmented
          label="Colours"
          value={theme}
          options={themeOptions}
          className="mx-2 my-1"
          onChange={choose}
        />
        <a href="/docs/api" className={row}>
          <BookOpen aria-hidden="true" /> API documentation
        </a>
        <button type="button" className={row} onClick={leave}>
          <LogOut aria-hidden="true" /> Sign out
        </button>
      </DialogBody>
    </Sheet>
  );
}
