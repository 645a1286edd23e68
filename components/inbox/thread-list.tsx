"use client";

import Link from "next/link";
import { useState } from "react";

import type { ThreadListItem } from "#lib/schemas/interactions.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { usePages } from "#components/live/use-pages.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";

import { type FirstThreads, type InboxFilter, inboxQuery, threadsPath } from "./filters.ts";
import { ListSkeleton } from "./list-skeleton.tsx";
import { NothingListed } from "./nothing-listed.tsx";
import { ThreadRow } from "./thread-row.tsx";
import { withFresh } from "./with-fresh.ts";

interface ThreadListProps {
  filter: InboxFilter;
  text: string;
  /** Null where it has to be read. */
  first: FirstThreads["page"] | null;
  hasAny: boolean;
  openId: string | null;
}

/** Conversations, newest first. */
export function ThreadList({ filter, text, first, hasAny, openId }: ThreadListProps) {
  const [begun, setBegun] = useState(first);
  const list = usePages<ThreadListItem>(threadsPath(filter, text), begun);
  useAnnounced(["batch.changed", "connection.changed"]);
  // Whoever has scrolled on keeps what they look at when the page is read again.
  const isLonger = first !== null && list.items.length > first.items.length;
  if (first !== begun && first !== null && !isLonger) setBegun(first);

  const { isLoading, error, hasMore, more } = list;
  const items = isLonger && first !== begun ? withFresh(list.items, first) : list.items;
  if (items.length === 0 && isLoading) return <ListSkeleton label={text ? "Searching" : "Loading"} />;
  return (
    <>
      {items.length === 0 && !error && !hasMore && (
        <NothingListed filter={filter} text={text} hasAny={hasAny} />
      )}
      <ul>
        {items.map((thread) => (
          <ThreadRow
            key={thread.id}
            thread={thread}
            href={`/inbox/${thread.id}${inboxQuery(filter)}`}
            isOpen={thread.id === openId}
          />
        ))}
      </ul>
      {items.length === 0 && hasMore && !isLoading && (
        <EmptyState
          action={
            <Link href={`/inbox${inboxQuery("all")}`} className={buttonStyle()}>
              Show all conversations
            </Link>
          }
        >
          None among your newest conversations; older ones are looked through as you go on.
        </EmptyState>
      )}
      {error && <ErrorState className="m-4" message={error.message} requestId={error.requestId} />}
      {hasMore && <ShowMore whenSeen={error === null} pending={isLoading} onMore={more} />}
    </>
  );
}
