import Link from "next/link";

import { formatNumber } from "#lib/format/number.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";
import { cn } from "#components/ui/cn.ts";

import { blanksBefore, daysOfMonth, type DayWords, dayWords, sumsOf, sumWords } from "./day-sums.ts";
import { type AccountPlace, hrefOf } from "./place.ts";
import { StackBar } from "./stack-bar.tsx";

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface MonthGridProps {
  place: AccountPlace;
  days: readonly MailboxDay[];
  today: string;
  words: DayWords;
}

/** A month as a calendar: how much there is each day, and what became of it. A day opens to its account. */
export function MonthGrid({ place, days, today, words }: MonthGridProps) {
  const counted = new Map(days.map((day) => [day.day, day]));
  return (
    <div>
      <div aria-hidden="true" className="mb-1 grid grid-cols-7 gap-1 text-small text-text-muted">
        {weekdays.map((name) => (
          <span key={name} className="px-1.5">
            {name}
          </span>
        ))}
      </div>
      <ol className="grid grid-cols-7 gap-1" aria-label="Days">
        {daysOfMonth(place.month).map((day, index) => (
          <li key={day} style={index === 0 ? { gridColumnStart: blanksBefore(place.month) + 1 } : undefined}>
            <DayCell
              place={place}
              day={day}
              count={counted.get(day) ?? null}
              absent={day > today && place.source !== "file" ? "still to come" : words.absent}
              words={words}
            />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface DayCellProps {
  place: AccountPlace;
  day: string;
  count: MailboxDay | null;
  absent: string;
  words: DayWords;
}

function DayCell({ place, day, count, absent, words }: DayCellProps) {
  const sums = count && sumsOf(count);
  const said = sums ? sumWords(sums, words) : absent;
  const isOpen = place.day === day;
  return (
    <Link
      href={hrefOf(place, { day: isOpen ? null : day })}
      scroll={false}
      prefetch={false}
      aria-current={isOpen ? "date" : undefined}
      title={said}
      className={cn(
        "flex h-12 flex-col justify-between rounded-control border border-border px-1.5 py-1 transition-colors hover:bg-sunken",
        sums && sums.provider > 0 && "bg-surface",
        !sums && place.source !== "file" && "border-dashed",
        sums && sums.missing > 0 && "border-warning bg-warning-soft hover:bg-warning-soft",
        sums && sums.failed > 0 && "border-danger bg-danger-soft hover:bg-danger-soft",
        isOpen && "border-accent bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <span className="sr-only">{`${dayWords(day)}: ${said}`}</span>
      <span aria-hidden="true" className="flex justify-between gap-1 text-small">
        <span className="text-text-muted">{Number(day.slice(8))}</span>
        <span className="font-medium tabular-nums">
          {sums && sums.provider > 0 && formatNumber(sums.provider)}
        </span>
      </span>
      {sums && sums.provider > 0 && <StackBar sums={sums} />}
    </Link>
  );
}
