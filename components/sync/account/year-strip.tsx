import Link from "next/link";

import { formatNumber } from "#lib/format/number.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";
import { cn } from "#components/ui/cn.ts";

import { type DayWords, monthWords, sumOf, sumWords } from "./day-sums.ts";
import { type AccountPlace, hrefOf } from "./place.ts";
import { StackBar } from "./stack-bar.tsx";

interface YearStripProps {
  place: AccountPlace;
  days: readonly MailboxDay[];
  words: DayWords;
}

/** The months of a year, each with what became of its mail; one opens to its days. */
export function YearStrip({ place, days, words }: YearStripProps) {
  const year = place.month.slice(0, 4);
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);
  return (
    <ol className="grid grid-cols-6 gap-1 @2xl/page:grid-cols-12" aria-label={`Months of ${year}`}>
      {months.map((month) => {
        const counted = days.filter(({ day }) => day.startsWith(month));
        const sums = sumOf(counted);
        const said = counted.length === 0 ? words.absent : sumWords(sums, words);
        return (
          <li key={month}>
            <Link
              href={hrefOf(place, { month, day: null })}
              scroll={false}
              prefetch={false}
              aria-current={month === place.month ? "true" : undefined}
              title={said}
              className={cn(
                "grid gap-1 rounded-control border border-transparent px-1.5 py-1 transition-colors hover:bg-sunken",
                month === place.month && "border-border bg-accent-soft hover:bg-accent-soft",
              )}
            >
              <span className="sr-only">{`${monthWords(month)}: ${said}`}</span>
              <span aria-hidden="true" className="flex justify-between gap-1 text-small">
                <span className={month === place.month ? "font-medium" : "text-text-muted"}>
                  {monthWords(month).slice(0, 3)}
                </span>
                <span className="text-text-muted tabular-nums">
                  {counted.length > 0 ? formatNumber(sums.provider) : "–"}
                </span>
              </span>
              <StackBar sums={sums} />
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
