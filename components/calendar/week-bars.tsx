import type { EventOccurrence } from "#lib/schemas/calendar.ts";

import { occurrenceKey } from "./address.ts";
import { EventButton, titleOf } from "./event-button.tsx";
import type { WeekLayout } from "./week-layout.ts";

interface WeekBarsProps {
  layout: WeekLayout;
  gridStyle: string;
  openKey: string | null;
  onOpen: (event: EventOccurrence) => void;
}

/** What takes whole days, above the hours. */
export function WeekBars({ layout, gridStyle, openKey, onOpen }: WeekBarsProps) {
  return (
    <div className={`${gridStyle} border-b border-border`}>
      <span className="py-1.5 pr-2 text-right text-small text-text-muted">All day</span>
      <ul
        aria-label="All day"
        className="col-span-7 grid grid-cols-7 gap-y-0.5 border-l border-border py-1"
        style={{ gridTemplateRows: `repeat(${layout.lanes}, 1.5rem)` }}
      >
        {layout.bars.map(({ event, firstDay, lastDay, lane }) => (
          <li
            key={occurrenceKey(event)}
            className="min-w-0 px-0.5"
            style={{ gridColumn: `${firstDay + 1} / ${lastDay + 2}`, gridRow: lane + 1 }}
          >
            <EventButton
              event={event}
              isOpen={openKey === occurrenceKey(event)}
              onClick={() => onOpen(event)}
              title={titleOf(event)}
              className="h-6 w-full truncate font-medium"
            >
              {titleOf(event)}
            </EventButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
