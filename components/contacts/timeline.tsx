"use client";

import { Fragment } from "react";

import { formatDate } from "#lib/format/time.ts";
import type { TimelinePage } from "#lib/schemas/contacts.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useTimeZone } from "#components/ui/use-time-zone.ts";

import { TimelineEntry } from "./timeline-entry.tsx";

type Entry = TimelinePage["items"][number];

/** Mail, notes and tasks of a contact by day, newest first. */
export function Timeline({ contactId, first }: { contactId: string; first: TimelinePage }) {
  const timeZone = useTimeZone();
  const list = usePages<Entry>(`/contacts/${contactId}/timeline?limit=50`, first);
  const days = Map.groupBy(list.items, ({ at }) => formatDate(at, timeZone));
  return (
    <Card aria-labelledby="timeline">
      <CardHeader id="timeline" title="Timeline" />
      {list.items.length === 0 && (
        <EmptyState>Mail with this contact will stand here, newest first.</EmptyState>
      )}
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
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore whenSeen pending={list.isLoading} onMore={list.more} />}
    </Card>
  );
}
