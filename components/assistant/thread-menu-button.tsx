"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";

import type { ChatThread, ExportedThread } from "#lib/schemas/chat-threads.ts";
import { deleteThread, restoreThread } from "#components/actions/chat.ts";
import { act } from "#components/live/act.ts";
import { read } from "#components/live/read.ts";
import { Button } from "#components/ui/button.tsx";
import { Loaded } from "#components/ui/loaded.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { saveFile } from "./save-file.ts";

interface ThreadMenuButtonProps {
  thread: ChatThread;
  className?: string;
  onChanged: () => void;
  /** It was deleted just now. */
  onGone: () => void;
}

const load = () => import("./thread-menu.tsx");

/** Export and delete. */
export function ThreadMenuButton({
  thread: { id, title },
  className,
  onChanged,
  onGone,
}: ThreadMenuButtonProps) {
  const [isWanted, setWanted] = useState(false);
  const mayDelete = useMay("chat:write");

  const exportAs = async (format: "markdown" | "json") => {
    const result = await read<ExportedThread>(`/chat/${id}/export?format=${format}`);
    if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
    saveFile(result.data);
    return showToast({ text: `Saved as ${result.data.fileName}` });
  };
  const putInBin = async () => {
    const isDone = await act(
      () => deleteThread({ id }),
      `“${title}” is deleted`,
      () => restoreThread({ id }).finally(onChanged),
    );
    onChanged();
    if (isDone) onGone();
  };

  const trigger = (
    <Button look="quiet" size="icon" className={className} aria-label={`More for ${title}`}>
      <Ellipsis aria-hidden="true" className="size-3.5!" />
    </Button>
  );
  const closed = (
    <Button
      look="quiet"
      size="icon"
      className={className}
      aria-label={`More for ${title}`}
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    >
      <Ellipsis aria-hidden="true" className="size-3.5!" />
    </Button>
  );
  if (!isWanted) return closed;
  return (
    <Loaded
      load={load}
      meanwhile={closed}
      props={{
        trigger,
        onExport: (format: "markdown" | "json") => void exportAs(format),
        onDelete: mayDelete ? () => void putInBin() : null,
      }}
    />
  );
}
