"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { addDays, mondayOf } from "#lib/zone.ts";
import { useAnnounced } from "#components/live/use-announced.ts";
import { useShownRecord } from "#components/layout/current-record.ts";
import { Loaded } from "#components/ui/loaded.tsx";
import { useKeys } from "#components/ui/use-keys.ts";

import { calendarPath, type CalendarView as View, occurrenceKey } from "./address.ts";
import { type AgendaPage, AgendaView } from "./agenda-view.tsx";
import { CalendarToolbar } from "./calendar-toolbar.tsx";
import { titleOf } from "./event-button.tsx";
import { WeekView } from "./week-view.tsx";

const loadPopover = () => import("./event-popover.tsx");

export interface CalendarViewProps {
  /** As the address says; null is today. */
  date: string | null;
  /** YYYY-MM-DD in the time zone, as the page was written. */
  today: string;
  view: View;
  timeZone: string;
  week: readonly EventOccurrence[];
  agenda: AgendaPage;
  range: { from: string; to: string };
  /** The event that the address names. */
  named: EventOccurrence | null;
}

/** The calendar of a week, or what comes from a day on. Phones have the second one alone. */
export function CalendarView({ date, today, view, timeZone, week, agenda, range, named }: CalendarViewProps) {
  const router = useRouter();
  const [open, setOpen] = useState(named);
  const [lastNamed, setLastNamed] = useState(named && occurrenceKey(named));
  const namedKey = named && occurrenceKey(named);
  // Another link to an event may be followed while this page is shown.
  if (namedKey !== lastNamed) {
    setLastNamed(namedKey);
    if (named) setOpen(named);
  }
  const shownDate = date ?? today;
  const monday = mondayOf(shownDate);
  const go = (to: string | null) => router.push(calendarPath({ date: to, view }), { scroll: false });

  // Arrows belong to what has the focus where that moves by them.
  const byArrow = (days: number) => (event: KeyboardEvent) =>
    event.target instanceof HTMLInputElement ? false : go(addDays(shownDate, days));
  useKeys([
    { keys: "ArrowLeft", label: "Week before", group: "On this page", run: byArrow(-7) },
    { keys: "ArrowRight", label: "Week after", group: "On this page", run: byArrow(7) },
    { keys: "t", label: "Today", group: "On this page", run: () => go(null) },
  ]);
  useAnnounced(["batch.changed", "connection.changed"]);

  // The page needs nothing new from the server for this; the address can be handed on.
  const show = (event: EventOccurrence | null) => {
    window.history.replaceState(null, "", calendarPath({ date: event ? shownDate : date, view, event }));
    setOpen(event);
  };
  useShownRecord(open && { kind: "event", id: open.id, label: titleOf(open) });
  const openKey = open && occurrenceKey(open);
  const toggle = (event: EventOccurrence) => show(openKey === occurrenceKey(event) ? null : event);
  const shared = { today, timeZone, openKey, onOpen: toggle };
  return (
    <>
      <CalendarToolbar date={date} today={today} view={view} timeZone={timeZone} />
      {view === "week" && (
        <div className="max-md:hidden">
          <WeekView events={week} monday={monday} {...shared} />
        </div>
      )}
      <div className={view === "week" ? "md:hidden" : undefined}>
        <AgendaView first={agenda} range={range} firstDate={shownDate} {...shared} />
      </div>
      {open && (
        <Loaded
          key={openKey}
          load={loadPopover}
          props={{ event: open, timeZone, onClose: () => show(null) }}
        />
      )}
    </>
  );
}
