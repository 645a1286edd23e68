"use client";

import { Undo2 } from "lucide-react";

import type { ChatThread } from "#lib/schemas/chat-threads.ts";
import { deleteThread, restoreThread } from "#components/actions/chat.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

interface DeletedThreadRowProps {
  thread: ChatThread;
  onChanged: () => void;
  onRestored: () => void;
}

/** In the bin a conversation is not read; it is brought back first. */
export function DeletedThreadRow({
  thread: { id, title, deletedAt },
  onChanged,
  onRestored,
}: DeletedThreadRowProps) {
  const restore = async () => {
    const isDone = await act(
      () => restoreThread({ id }),
      `“${title}” is back`,
      () => deleteThread({ id }).finally(onChanged),
    );
    onChanged();
    if (isDone) onRestored();
  };
  return (
    <div className="flex min-h-11 items-center gap-1 rounded-control pr-1 pl-2 hover:bg-sunken">
      <span className="min-w-0 grow py-1">
        <span className="block truncate">{title}</span>
        <span className="block text-small text-text-muted">
          Deleted <Time at={deletedAt ?? ""} />
        </span>
      </span>
      <IfMay permission="chat:write">
        <Button
          look="quiet"
          size="icon"
          className="size-7 max-md:size-10"
          aria-label={`Restore ${title}`}
          onClick={() => void restore()}
        >
          <Undo2 aria-hidden="true" className="size-3.5!" />
        </Button>
      </IfMay>
    </div>
  );
}
