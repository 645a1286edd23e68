"use client";

import { Search } from "lucide-react";

import { buttonStyle } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Kbd } from "#components/ui/kbd.tsx";

import { openCommands } from "./overlay-state.ts";

export function SearchButton() {
  return (
    <button
      type="button"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={() => openCommands()}
      className={cn(
        buttonStyle({ look: "quiet" }),
        "gap-2 border border-border pr-1.5 pl-2.5 max-md:w-10 max-md:border-transparent max-md:px-0",
      )}
    >
      <Search aria-hidden="true" />
      <span className="max-md:sr-only">Search</span>
      <span aria-hidden="true" className="max-md:hidden">
        <Kbd keys="mod+k" />
      </span>
    </button>
  );
}
