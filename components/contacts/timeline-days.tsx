"use client";

import { Fragment, type ReactNode, useRef } from "react";

import { formatDate } from "#lib/format/time.ts";
import type { usePages } from "#components/live/use-pages.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useTimeZone } from "#components/ui/use-time-zone.ts";

import { TimelineEntry } from "./timeline-entry.tsx";
import type { Entry } from "./timeline-kinds.ts";

interface TimelineDaysProps {
  pages: ReturnType<typeof usePages<Entry>>;
  /** Where nothing is. */
  children: ReactNode;
}

/** What has been read of a timeline, under its days. j and k walk it, Enter opens. */
export function TimelineDays({ pages, children }: TimelineDaysProps) {
  const timeZone = useTimeZone();
  const list = useRef<HTMLDivElement>(null);
  useListKeys({ list });
  const { items, isLoading, error, hasMore, more } = pages;
  const days = Map.groupBy(items, ({ at }) => formatDate(at, timeZone));
  const isEmpty = items.length === 0 && !hasMore;
  return (
    <>
      {isEmpty && isLoading && <SkeletonRows count={6} label="Loading the timeline" />}
      {isEmpty && !isLoading && !error && children}
      <div ref={list}>
        {[...days].map(([day, entries]) => (
          <Fragment key={day}>
            <h3 className="border-b border-border bg-sunken px-4 py-1 text-small font-medium text-text-muted">
              {day}
            </h3>
            <ul>
              {entries.map((entry) => (
                <TimelineEntry key={entry.id} entry={entry} timeZone={timeZone} />
              ))}
            </ul>
          </Fragment>
        ))}
      </div>
      {error && <ErrorState className="m-4" message={error.message} requestId={error.requestId} />}
      {hasMore && <ShowMore whenSeen pending={isLoading} onMore={more} />}
    </>
  );
}
