"use client";

import { AssistantPanel } from "#components/assistant/panel.tsx";
import { Sheet } from "#components/ui/dialog.tsx";

import type { Asked } from "./assistant-state.ts";
import { useBackCloses } from "./use-back-closes.ts";

interface AssistantSheetProps {
  asked: Asked | null;
  onClose: () => void;
}

export default function AssistantSheet({ asked, onClose }: AssistantSheetProps) {
  const close = useBackCloses(onClose);
  return (
    <Sheet open side="bottom" title="Assistant" className="h-[92dvh] max-h-[92dvh]" onOpenChange={close}>
      <div data-assistant className="flex min-h-0 grow flex-col border-t border-border">
        <AssistantPanel place="panel" asked={asked} />
      </div>
    </Sheet>
  );
}
