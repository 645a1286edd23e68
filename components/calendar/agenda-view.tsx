"use client";

import { type RefObject, useRef } from "react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { usePages } from "#components/live/use-pages.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { ShowMore } from "#components/ui/show-more.tsx";
import { useListKeys } from "#components/ui/use-list-keys.ts";

import { AgendaRow } from "./agenda-row.tsx";
import { occurrenceKey } from "./address.ts";
import { longDay, spanOf } from "./span.ts";

export interface AgendaPage {
  items: EventOccurrence[];
  nextCursor: string | null;
}

interface AgendaViewProps {
  first: AgendaPage;
  /** Instants that the list is read between. */
  range: { from: string; to: string };
  /** YYYY-MM-DD: what began before is listed on this day. */
  firstDate: string;
  today: string;
  timeZone: string;
  openKey: string | null;
  onOpen: (event: EventOccurrence) => void;
}

/** What comes, day by day. j and k walk it. */
export function AgendaView({ first, range, firstDate, today, timeZone, openKey, onOpen }: AgendaViewProps) {
  const box: RefObject<HTMLDivElement | null> = useRef(null);
  const query = new URLSearchParams({ ...range, limit: "50" });
  const list = usePages<EventOccurrence>(`/events?${query}`, first);
  useListKeys({ list: box });
  const rows = list.items.map((event) => {
    const span = spanOf(event, timeZone);
    return { event, span, date: span.firstDate < firstDate ? firstDate : span.firstDate };
  });
  const days = [...Map.groupBy(rows, ({ date }) => date)].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <Card aria-label="Agenda">
      {days.length === 0 && !list.error && (
        <EmptyState>Nothing is planned in the eight weeks from {longDay(firstDate)}.</EmptyState>
      )}
      <div ref={box}>
        {days.map(([date, entries]) => (
          <section key={date} aria-label={longDay(date)}>
            <h3 className="sticky top-12 z-[5] border-b border-border bg-sunken px-4 py-1 text-small font-medium text-text-muted">
              {longDay(date)}
              {date === today && <span className="text-text"> · Today</span>}
            </h3>
            <ul>
              {entries.map(({ event, span }) => (
                <AgendaRow
                  key={occurrenceKey(event)}
                  event={event}
                  span={span}
                  isOpen={openKey === occurrenceKey(event)}
                  onOpen={() => onOpen(event)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {list.error && (
        <ErrorState className="m-4" message={list.error.message} requestId={list.error.requestId} />
      )}
      {list.hasMore && <ShowMore whenSeen pending={list.isLoading} onMore={list.more} />}
    </Card>
  );
}
