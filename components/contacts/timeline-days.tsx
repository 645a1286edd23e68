"use client";

import { Fragment, type ReactNode, useRef } from "react";

import { dateWords } from "#lib/format/time.ts";
import type { usePages } from "#components/live/use-pages.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useTimeZone } from "#components/ui/time-zone.tsx";

import { TimelineEntry } from "./timeline-entry.tsx";
import { dateOf, type Entry, splitAt } from "./timeline-kinds.ts";

interface TimelineDaysProps {
  pages: ReturnType<typeof usePages<Entry>>;
  /** What lies after it has not happened yet. */
  nowMs: number;
  /** Where nothing is. */
  children: ReactNode;
}

/** What has been read of a timeline, under its days, what is coming first. j and k walk it, Enter opens. */
export function TimelineDays({ pages, nowMs, children }: TimelineDaysProps) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys({ list });
  const { items, isLoading, error, hasMore, more } = pages;
  const { coming, past } = splitAt(items, nowMs);
  const isEmpty = items.length === 0 && !hasMore;
  return (
    <>
      {isEmpty && isLoading && <SkeletonRows count={6} label="Loading the timeline" />}
      {isEmpty && !isLoading && !error && children}
      <div ref={list}>
        {coming.length > 0 ? (
          <>
            <Part title="Coming" entries={coming} />
            {past.length > 0 && <Part title="Until now" entries={past} />}
          </>
        ) : (
          <Days entries={past} Heading="h3" />
        )}
      </div>
      {error && <ErrorState className="m-4" message={error.message} requestId={error.requestId} />}
      {hasMore && <ShowMore whenSeen pending={isLoading} onMore={more} />}
    </>
  );
}

function Part({ title, entries }: { title: string; entries: readonly Entry[] }) {
  return (
    <section aria-label={title}>
      <h3 className="border-b border-border px-4 pt-2.5 pb-1.5 font-medium">{title}</h3>
      <Days entries={entries} Heading="h4" />
    </section>
  );
}

function Days({ entries, Heading }: { entries: readonly Entry[]; Heading: "h3" | "h4" }) {
  const timeZone = useTimeZone();
  const days = Map.groupBy(entries, (entry) => dateOf(entry, timeZone));
  // A whole day may begin on the reader's day before, and stands under its own all the same.
  const newestFirst = [...days].sort(([a], [b]) => (a < b ? 1 : -1));
  return newestFirst.map(([day, ofDay]) => (
    <Fragment key={day}>
      <Heading className="border-b border-border bg-sunken px-4 py-1 text-small font-medium text-text-muted">
        {dateWords(day)}
      </Heading>
      <ul>
        {ofDay.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} timeZone={timeZone} />
        ))}
      </ul>
    </Fragment>
  ));
}
