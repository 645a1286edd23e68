"use client";

import { Pencil, X } from "lucide-react";

import type { Queue, QueuedMessage } from "#components/layout/assistant-queue.ts";
import { Button } from "#components/ui/button.tsx";

interface QueuedMessagesProps {
  queue: Queue;
  onEdit: (message: QueuedMessage) => void;
  onRemove: (message: QueuedMessage) => void;
}

const small = "size-7 max-md:size-10";

/** What was written while an answer is being given. It is sent by itself, one after the other. */
export function QueuedMessages({ queue, onEdit, onRemove }: QueuedMessagesProps) {
  return (
    <div aria-live="polite" className="mx-auto w-full max-w-3xl px-4">
      {queue.length > 0 && (
        <ul
          aria-label="Waits to be sent"
          className="mt-2 grid max-h-40 grid-cols-[minmax(0,1fr)] gap-1 overflow-y-auto"
        >
          {queue.map((message) => (
            <li
              key={message.id}
              className="flex items-center gap-1 rounded-control border border-border py-0.5 pr-1 pl-2.5"
            >
              <span className="line-clamp-2 min-w-0 grow break-words whitespace-pre-wrap">
                {message.text}
              </span>
              <span className="shrink-0 px-1 text-small text-text-muted">Waits</span>
              <Button
                look="quiet"
                size="icon"
                className={small}
                aria-label="Edit the message that waits"
                onClick={() => onEdit(message)}
              >
                <Pencil aria-hidden="true" className="size-3.5!" />
              </Button>
              <Button
                look="quiet"
                size="icon"
                className={small}
                aria-label="Remove the message that waits"
                onClick={() => onRemove(message)}
              >
                <X aria-hidden="true" className="size-3.5!" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
