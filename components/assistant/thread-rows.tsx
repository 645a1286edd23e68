"use client";

import { countOf } from "#lib/format/number.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { DeletedThreadRow } from "./deleted-thread-row.tsx";
import { ThreadRow } from "./thread-row.tsx";
import { type ListedPage, useThreads } from "./use-threads.ts";

interface ThreadRowsProps {
  path: string;
  currentId: string | null;
  initial: ListedPage | null;
  isSearch?: boolean;
  /** What is said where there are none. */
  empty: string;
  onOpen: (threadId: string) => void;
  /** It went from the list by an act of the person. */
  onGone: (threadId: string) => void;
}

export function ThreadRows(props: ThreadRowsProps) {
  const { path, currentId, initial, isSearch = false, empty, onOpen, onGone } = props;
  const { items, isLoading, failure, hasMore, more, reload } = useThreads(path, initial);
  if (isLoading) {
    return <SkeletonRows count={6} label={isSearch ? "Searching" : "Loading your conversations"} />;
  }
  return (
    <>
      {failure && (
        <ErrorState message={failure.message} requestId={failure.requestId}>
          <Button size="small" onClick={reload}>
            Try again
          </Button>
        </ErrorState>
      )}
      {isSearch && !failure && (
        <p role="status" className="sr-only">
          {items.length === 0 ? "Nothing found" : `${countOf(items.length, "conversation")} found`}
        </p>
      )}
      {items.length === 0 && !failure && <EmptyState>{empty}</EmptyState>}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
        {items.map((thread) => (
          <li key={thread.id}>
            {thread.deletedAt ? (
              <DeletedThreadRow thread={thread} onChanged={reload} onRestored={() => onGone(thread.id)} />
            ) : (
              <ThreadRow
                thread={thread}
                isCurrent={thread.id === currentId}
                onOpen={() => onOpen(thread.id)}
                onChanged={reload}
                onGone={() => onGone(thread.id)}
              />
            )}
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
