"use client";

import { Fragment, useRef, useState } from "react";

import { formatDate } from "#lib/format/time.ts";
import type { TimelinePage } from "#lib/schemas/contacts.ts";
import { useKeptPages } from "#components/live/use-kept-pages.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { FilterChip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";
import { useTimeZone } from "#components/ui/use-time-zone.ts";

import { TimelineEntry } from "./timeline-entry.tsx";
import { type Entry, type EntryKind, entryKinds } from "./timeline-kinds.ts";

/** Mail, meetings, notes and tasks of a contact by day, newest first. j and k walk it, Enter opens. */
export function Timeline({ contactId, first }: { contactId: string; first: TimelinePage }) {
  const timeZone = useTimeZone();
  const list = useRef<HTMLDivElement>(null);
  const [kinds, setKinds] = useState<ReadonlySet<EntryKind>>(new Set());
  const pages = useKeptPages<Entry>(`/contacts/${contactId}/timeline?limit=50`, first);
  useListKeys({ list });
  const shown = pages.items.filter(({ kind }) => kinds.size === 0 || kinds.has(kind));
  const days = Map.groupBy(shown, ({ at }) => formatDate(at, timeZone));
  const turn = (kind: EntryKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    setKinds(next);
  };
  return (
    <Card aria-labelledby="timeline">
      <CardHeader id="timeline" title="Timeline">
        {pages.items.length > 0 && (
          <div role="group" aria-label="What to show" className="flex flex-wrap gap-1.5">
            {entryKinds.map(({ kind, label }) => (
              <FilterChip key={kind} pressed={kinds.has(kind)} onPressedChange={() => turn(kind)}>
                {label}
              </FilterChip>
            ))}
          </div>
        )}
      </CardHeader>
      {pages.items.length === 0 && (
        <EmptyState>
          Mail, meetings, notes and tasks with this contact will stand here, newest first.
        </EmptyState>
      )}
      {pages.items.length > 0 && shown.length === 0 && !pages.hasMore && (
        <EmptyState>Nothing of this kind has happened with this contact.</EmptyState>
      )}
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
      {pages.error && (
        <ErrorState className="m-4" message={pages.error.message} requestId={pages.error.requestId} />
      )}
      {pages.hasMore && <ShowMore whenSeen pending={pages.isLoading} onMore={pages.more} />}
    </Card>
  );
}
