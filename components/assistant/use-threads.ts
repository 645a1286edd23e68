"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import type { ChatThread } from "#lib/schemas/chat-threads.ts";
import type { Failure } from "#lib/result.ts";
import { read } from "#components/live/read.ts";
import { createReader, type Reader } from "#components/live/reader.ts";
import { listenLive } from "#components/live/stream.ts";

/** A conversation of a list; of a search with the words around what was found. */
export type ListedThread = ChatThread & { excerpt?: string | null };

export interface ListedPage {
  items: ListedThread[];
  nextCursor: string | null;
}

interface Threads {
  items: readonly ListedThread[];
  isLoading: boolean;
  failure: Failure | null;
  hasMore: boolean;
  more: () => void;
  reload: () => void;
}

/** Your conversations, the one last written in first; read again when one changes. The path has its query already. */
export function useThreads(path: string, initial: ListedPage | null): Threads {
  const [page, setPage] = useState(initial);
  const [later, setLater] = useState<{ items: readonly ListedThread[]; cursor: string | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const reader = useRef<Reader | null>(null);
  const hasInitial = initial !== null;

  useEffect(() => {
    const made = createReader<ListedPage>(path, (result) => {
      setFailure(result.ok ? null : result.error);
      if (result.ok) setPage(result.data);
    });
    reader.current = made;
    if (!hasInitial) made.now();
    const stopListening = listenLive({
      onOpen: () => undefined,
      onMissed: () => made.soon(),
      onEvent: ({ type }) => type === "chat.changed" && made.soon(),
    });
    return () => {
      stopListening();
      made.stop();
    };
  }, [path, hasInitial]);

  const cursor = later ? later.cursor : (page?.nextCursor ?? null);
  const more = useCallback(() => {
    if (cursor === null) return;
    void read<ListedPage>(`${path}&cursor=${encodeURIComponent(cursor)}`).then((result) => {
      if (!result.ok) return setFailure(result.error);
      const { items, nextCursor } = result.data;
      setLater((before) => ({ items: [...(before?.items ?? []), ...items], cursor: nextCursor }));
    });
  }, [path, cursor]);

  const first = page?.items ?? [];
  const inFirst = new Set(first.map(({ id }) => id));
  return {
    items: [...first, ...(later?.items ?? []).filter(({ id }) => !inFirst.has(id))],
    isLoading: page === null && failure === null,
    failure,
    hasMore: cursor !== null,
    more,
    reload: useCallback(() => {
      setLater(null);
      reader.current?.now();
    }, []),
  };
}
