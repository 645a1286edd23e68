"use client";

import { Archive, ArchiveRestore, Pencil } from "lucide-react";
import { useRef, useState } from "react";

import { archiveThread, renameThread } from "#components/actions/chat.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Input } from "#components/ui/input.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { ThreadMenuButton } from "./thread-menu-button.tsx";
import type { ListedThread } from "./use-threads.ts";

interface ThreadRowProps {
  thread: ListedThread;
  isCurrent: boolean;
  onOpen: () => void;
  onChanged: () => void;
  /** It was archived or deleted just now. */
  onGone: () => void;
}

const small = "size-7 max-md:size-10";

export function ThreadRow({ thread, isCurrent, onOpen, onChanged, onGone }: ThreadRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { id, title, lastAt, runningTurnId, archivedAt, excerpt } = thread;
  const mayChange = useMay("chat:write");

  const archive = async (archived: boolean) => {
    const result = await archiveThread({ id, archived });
    onChanged();
    if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
    if (archived) onGone();
    return showToast({
      text: archived ? `“${title}” is archived` : `“${title}” is back`,
      action: { label: "Undo", run: () => void archive(!archived) },
    });
  };
  const leave = () => {
    setRenaming(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const rename = async (typed: string) => {
    const next = typed.trim();
    if (next === "" || next === title) return leave();
    const result = await renameThread({ id, title: next });
    // What was typed stands until it is taken.
    if (!result.ok) return showToast({ text: result.error.message, tone: "danger" });
    leave();
    onChanged();
    return showToast({
      text: `Now called “${next}”`,
      action: { label: "Undo", run: () => void renameThread({ id, title }).then(onChanged) },
    });
  };

  if (isRenaming) {
    return (
      <form
        className="flex gap-1 p-1"
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("title");
          void rename(typeof typed === "string" ? typed : "");
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          leave();
        }}
      >
        <Input
          name="title"
          aria-label="Name of the conversation"
          autoFocus
          defaultValue={title}
          onFocus={(event) => event.target.select()}
        />
        <Button type="submit">Save</Button>
      </form>
    );
  }
  return (
    <div
      className={cn(
        "group flex min-h-11 items-center rounded-control pr-1",
        isCurrent ? "bg-accent-soft" : "hover:bg-sunken",
      )}
    >
      <button
        type="button"
        aria-current={isCurrent || undefined}
        onClick={onOpen}
        className="min-w-0 grow rounded-control px-2 py-1 text-left -outline-offset-2"
      >
        <span className={cn("block truncate", isCurrent && "font-medium")}>{title}</span>
        <span className="block text-small text-text-muted">
          {excerpt !== undefined && archivedAt && "Archived · "}
          {runningTurnId ? "Answering…" : <Time at={lastAt} />}
        </span>
        {excerpt && <span className="line-clamp-2 text-small break-words text-text-muted">{excerpt}</span>}
      </button>
      <span className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 has-aria-expanded:opacity-100 max-md:opacity-100 pointer-coarse:opacity-100">
        {mayChange && (
          <>
            <Button
              ref={opener}
              look="quiet"
              size="icon"
              className={small}
              aria-label={`Rename ${title}`}
              onClick={() => setRenaming(true)}
            >
              <Pencil aria-hidden="true" className="size-3.5!" />
            </Button>
            <Button
              look="quiet"
              size="icon"
              className={small}
              aria-label={archivedAt ? `Bring back ${title}` : `Archive ${title}`}
              onClick={() => void archive(!archivedAt)}
            >
              {archivedAt ? (
                <ArchiveRestore aria-hidden="true" className="size-3.5!" />
              ) : (
                <Archive aria-hidden="true" className="size-3.5!" />
              )}
            </Button>
          </>
        )}
        <ThreadMenuButton thread={thread} className={small} onChanged={onChanged} onGone={onGone} />
      </span>
    </div>
  );
}
