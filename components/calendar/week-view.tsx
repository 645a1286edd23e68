"use client";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { Card } from "#components/ui/card.tsx";
import { cn } from "#components/ui/cn.ts";
import { useNow } from "#components/ui/now.tsx";

import { DayColumn } from "./day-column.tsx";
import { WeekBars } from "./week-bars.tsx";
import { weekLayout } from "./week-layout.ts";
import { hourPx } from "./week-sizes.ts";
import { formatClock, formatDay } from "#lib/format/zoned.ts";
import { addDays, wallClock } from "#lib/zone.ts";

const grid = "grid grid-cols-[3.25rem_repeat(7,minmax(0,1fr))]";

interface WeekViewProps {
  events: readonly EventOccurrence[];
  /** YYYY-MM-DD */
  monday: string;
  today: string;
  timeZone: string;
  openKey: string | null;
  onOpen: (event: EventOccurrence) => void;
}

/** Seven days by hours; only as many hours as are needed. */
export function WeekView({ events, monday, today, timeZone, openKey, onOpen }: WeekViewProps) {
  const now = useNow();
  const layout = weekLayout(events, monday, timeZone);
  const { fromHour, toHour } = layout;
  const dates = layout.days.map((_, day) => addDays(monday, day));
  const hours = Array.from({ length: toHour - fromHour }, (_, index) => fromHour + index);
  const clock = now === null ? null : wallClock(now, timeZone);
  const place = { openKey, onOpen };
  return (
    <Card aria-label="Week">
      <div className={cn(grid, "sticky top-12 z-10 border-b border-border bg-surface")}>
        <span />
        {dates.map((date) => (
          <h3
            key={date}
            className={cn(
              "border-l border-border px-2 py-1.5 text-text-muted",
              date === today && "bg-sunken font-semibold text-text",
            )}
          >
            {formatDay(date, { weekday: "short" })}{" "}
            <span className="tabular-nums">{formatDay(date, { day: "numeric" })}</span>
            {date === today && <span className="sr-only">, today</span>}
          </h3>
        ))}
      </div>
      {layout.bars.length > 0 && <WeekBars layout={layout} gridStyle={grid} {...place} />}
      <div className={cn(grid, "relative")} style={{ height: hours.length * hourPx }}>
        <div aria-hidden="true" className="relative">
          {hours.slice(1).map((hour) => (
            <span
              key={hour}
              className="absolute right-2 -translate-y-1/2 text-small text-text-muted tabular-nums"
              style={{ top: (hour - fromHour) * hourPx }}
            >
              {formatClock(hour * 60)}
            </span>
          ))}
        </div>
        {dates.map((date, day) => (
          <DayColumn
            key={date}
            label={formatDay(date, { weekday: "long", day: "numeric", month: "long" })}
            blocks={layout.days[day] ?? []}
            hours={hours}
            isToday={date === today}
            nowMinutes={clock?.date === date ? clock.minutes : null}
            {...place}
          />
        ))}
      </div>
      {events.length === 0 && (
        <p className="border-t border-border px-4 py-3 text-text-muted">Nothing is planned in this week.</p>
      )}
    </Card>
  );
}
