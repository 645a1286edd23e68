"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import { buttonStyle } from "#components/ui/button.tsx";
import { Segmented } from "#components/ui/segmented.tsx";

import { calendarPath, type CalendarView } from "./address.ts";
import { formatDay } from "#lib/format/zoned.ts";
import { addDays, mondayOf } from "#lib/zone.ts";

interface CalendarToolbarProps {
  date: string | null;
  today: string;
  view: CalendarView;
  timeZone: string;
}

const views = [
  { value: "week", label: "Week" },
  { value: "agenda", label: "Agenda" },
] as const;

/** Which days, and the way to others. */
export function CalendarToolbar({ date, today, view, timeZone }: CalendarToolbarProps) {
  const router = useRouter();
  const shownDate = date ?? today;
  const step = (days: number) => calendarPath({ date: addDays(shownDate, days), view });
  const icon = buttonStyle({ look: "quiet", size: "icon" });
  const fromDay = `From ${formatDay(shownDate, { day: "numeric", month: "short", year: "numeric" })}`;
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex items-center gap-1">
        <Link
          href={step(-7)}
          scroll={false}
          prefetch={false}
          aria-label="Week before"
          title="Week before (←)"
          className={icon}
        >
          <ChevronLeft aria-hidden="true" />
        </Link>
        <Link
          href={calendarPath({ date: null, view })}
          scroll={false}
          prefetch={false}
          title="Today (T)"
          className={buttonStyle()}
        >
          Today
        </Link>
        <Link
          href={step(7)}
          scroll={false}
          prefetch={false}
          aria-label="Week after"
          title="Week after (→)"
          className={icon}
        >
          <ChevronRight aria-hidden="true" />
        </Link>
      </div>
      <h2
        id="calendar-days"
        tabIndex={-1}
        className="min-w-0 grow text-heading font-semibold focus:outline-none"
      >
        {view === "week" && <span className="max-md:hidden">{weekWords(mondayOf(shownDate))}</span>}
        <span className={view === "week" ? "md:hidden" : undefined}>{fromDay}</span>
      </h2>
      <Link
        href="/settings"
        prefetch={false}
        title={`Times are of ${timeZone.replaceAll("_", " ")}, as your profile says`}
        className="text-small text-text-muted hover:underline"
      >
        {timeZone.split("/").at(-1)?.replaceAll("_", " ")}
      </Link>
      <Segmented
        label="View"
        value={view}
        options={views}
        className="max-md:hidden"
        onChange={(value) => router.replace(calendarPath({ date, view: value }), { scroll: false })}
      />
    </div>
  );
}

/** "16 – 22 November 2026", "28 December 2026 – 3 January 2027". */
function weekWords(monday: string): string {
  const sunday = addDays(monday, 6);
  const whole = { day: "numeric", month: "long", year: "numeric" } as const;
  const isSameYear = monday.slice(0, 4) === sunday.slice(0, 4);
  const isSameMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  const { year, ...dayAndMonth } = whole;
  const first = isSameMonth
    ? ({ day: "numeric" } as const)
    : isSameYear
      ? dayAndMonth
      : { ...dayAndMonth, year };
  return `${formatDay(monday, first)} – ${formatDay(sunday, whole)}`;
}
