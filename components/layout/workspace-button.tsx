"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";

import { cn } from "#components/ui/cn.ts";
import { Loaded } from "#components/ui/loaded.tsx";

import { Mark } from "./mark.tsx";
import type { Theme } from "./preferences.ts";

interface WorkspaceButtonProps {
  workspaceName: string;
  email: string;
  theme: Theme;
  className?: string;
  /** Of what is left out where only icons are shown. */
  wordsClassName?: string;
}

const load = () => import("./workspace-menu.tsx");

/** The workspace's name; its menu is fetched when it is first wanted. */
export function WorkspaceButton(props: WorkspaceButtonProps) {
  const { workspaceName, email, theme, className, wordsClassName } = props;
  const [wanted, setWanted] = useState(false);
  const face = (
    <>
      <Mark />
      <span className={cn("min-w-0 grow truncate text-left font-semibold text-text", wordsClassName)}>
        {workspaceName}
      </span>
      <ChevronDown aria-hidden="true" className={wordsClassName} />
    </>
  );
  const label = `${workspaceName}: workspace and you`;
  const button = (
    <button
      type="button"
      aria-label={label}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
      className={cn(className, "h-9 px-2")}
    >
      {face}
    </button>
  );
  if (!wanted) return button;
  return (
    <Loaded
      load={load}
      meanwhile={button}
      props={{ email, theme, label, face, className: cn(className, "h-9 px-2") }}
    />
  );
}
