"use client";

import { useRef, useState } from "react";

import type { ThreadPage } from "#lib/schemas/chat.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Button } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { ThreadRow } from "./thread-row.tsx";
import { useThreads } from "./use-threads.ts";

interface ThreadListProps {
  currentId: string | null;
  /** The first page of those that are not archived. */
  initial: ThreadPage | null;
  onOpen: (threadId: string | null) => void;
}

/** Your conversations with the assistant. Nobody else sees them. */
export function ThreadList({ currentId, initial, onOpen }: ThreadListProps) {
  const [shown, setShown] = useState<"recent" | "archived">("recent");
  const list = useRef<HTMLElement>(null);
  return (
    <nav
      ref={list}
      tabIndex={-1}
      aria-label="Conversations"
      className="grid min-h-0 grow content-start gap-2 overflow-y-auto p-2 focus:outline-none"
    >
      <Segmented
        className="justify-self-start"
        label="Which conversations"
        value={shown}
        options={[
          { value: "recent", label: "Recent" },
          { value: "archived", label: "Archived" },
        ]}
        onChange={setShown}
      />
      <Threads
        key={shown}
        archived={shown === "archived"}
        currentId={currentId}
        initial={shown === "recent" ? initial : null}
        onOpen={onOpen}
        onGone={(threadId) => (threadId === currentId ? onOpen(null) : list.current?.focus())}
      />
    </nav>
  );
}

interface ThreadsProps extends ThreadListProps {
  archived: boolean;
  onGone: (threadId: string) => void;
}

function Threads({ archived, currentId, initial, onOpen, onGone }: ThreadsProps) {
  const { items, isLoading, failure, hasMore, more, reload } = useThreads(archived, initial);
  if (isLoading) return <SkeletonRows count={6} label="Loading your conversations" />;
  return (
    <>
      {failure && (
        <ErrorState message={failure.message} requestId={failure.requestId}>
          <Button size="small" onClick={reload}>
            Try again
          </Button>
        </ErrorState>
      )}
      {items.length === 0 && !failure && (
        <EmptyState>
          {archived ? "You have archived no conversation." : "Your conversations will stand here."}
        </EmptyState>
      )}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
        {items.map((thread) => (
          <li key={thread.id}>
            <ThreadRow
              thread={thread}
              isCurrent={thread.id === currentId}
              onOpen={() => onOpen(thread.id)}
              onChanged={reload}
              onArchived={() => onGone(thread.id)}
            />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button look="quiet" size="small" className="justify-self-center" onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}
