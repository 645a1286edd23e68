"use client";

import { Sparkles } from "lucide-react";

import { buttonStyle } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";

import { toggleAssistant } from "./assistant-state.ts";

/** Beside the page's title; phones have it in the bottom bar. */
export function AssistantButton() {
  return (
    <button
      type="button"
      aria-label="Assistant"
      data-assistant
      title="Assistant (⌘J)"
      aria-keyshortcuts="Meta+J Control+J"
      onClick={toggleAssistant}
      className={cn(buttonStyle({ look: "quiet", size: "icon" }), "border border-border max-md:hidden")}
    >
      <Sparkles aria-hidden="true" />
    </button>
  );
}
