"use client";

import { EmptyState } from "#components/ui/empty-state.tsx";

interface AssistantPanelProps {
  /** Beside a page, or as a page of its own. */
  place: "panel" | "page";
  /** A question typed elsewhere; each id is put to the assistant once. */
  asked: { id: number; text: string } | null;
}

/** The assistant's thread. It fills the height it is given. */
export function AssistantPanel({ asked }: AssistantPanelProps) {
  return (
    <EmptyState>
      The assistant cannot answer yet: no model is connected to this workspace.
      {asked && ` You asked: “${asked.text}”`}
    </EmptyState>
  );
}
