import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { cn } from "#components/ui/cn.ts";

import { occurrenceKey } from "./address.ts";
import { EventButton, titleOf } from "./event-button.tsx";
import { timeWords } from "./span.ts";
import type { Block } from "./week-layout.ts";
import { hourPx } from "./week-sizes.ts";
import { formatClock } from "#lib/format/zoned.ts";

interface DayColumnProps {
  /** "Monday 16 November" */
  label: string;
  blocks: readonly Block[];
  hours: readonly number[];
  isToday: boolean;
  /** Since midnight; null on other days. */
  nowMinutes: number | null;
  openKey: string | null;
  onOpen: (event: EventOccurrence) => void;
}

const twoLinesFrom = 45;

/** One day of the week, its events where the clock puts them. */
export function DayColumn({ label, blocks, hours, isToday, nowMinutes, openKey, onOpen }: DayColumnProps) {
  const [fromHour = 0] = hours;
  const toPx = (minutes: number) => ((minutes - fromHour * 60) / 60) * hourPx;
  const isNowShown =
    nowMinutes !== null && nowMinutes >= fromHour * 60 && toPx(nowMinutes) <= hours.length * hourPx;
  return (
    <div className={cn("relative border-l border-border", isToday && "bg-sunken/50")}>
      {hours.slice(1).map((hour) => (
        <div
          key={hour}
          className="pointer-events-none absolute inset-x-0 border-t border-border"
          style={{ top: toPx(hour * 60) }}
        />
      ))}
      <ul aria-label={label}>
        {blocks.map(({ event, span, fromMinutes, toMinutes, column, columns }) => (
          <li key={occurrenceKey(event)}>
            <EventButton
              event={event}
              isOpen={openKey === occurrenceKey(event)}
              onClick={() => onOpen(event)}
              title={`${titleOf(event)}, ${timeWords(span)}`}
              className={cn(
                "absolute flex",
                toMinutes - fromMinutes >= twoLinesFrom ? "flex-col py-0.5" : "items-center",
              )}
              style={{
                top: toPx(fromMinutes) + 1,
                height: ((toMinutes - fromMinutes) / 60) * hourPx - 1,
                left: `calc(${(column / columns) * 100}% + 1px)`,
                width: `calc(${100 / columns}% - 3px)`,
              }}
            >
              <span className="order-2 block min-w-0 truncate font-medium">{titleOf(event)}</span>
              <span className="order-1 mr-1 shrink-0 text-text-muted tabular-nums">
                {formatClock(span.fromMinutes ?? 0)}
              </span>
            </EventButton>
          </li>
        ))}
      </ul>
      {isNowShown && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute inset-x-0 z-[5] border-t-2 border-danger before:absolute before:-top-[5px] before:-left-1 before:size-2 before:rounded-full before:bg-danger"
          style={{ top: toPx(nowMinutes) - 1 }}
        />
      )}
    </div>
  );
}
