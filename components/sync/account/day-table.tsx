import Link from "next/link";

import { formatNumber } from "#lib/format/number.ts";
import type { MailboxDay } from "#lib/schemas/reconciliation.ts";
import { cn } from "#components/ui/cn.ts";

import { type DayWords, dayWords, sumOf, sumsOf, type Sums } from "./day-sums.ts";
import { type AccountPlace, hrefOf } from "./place.ts";

const columns = ["provider", "stored", "leftOut", "failed", "missing"] as const;
const cell = "border-b border-border px-2 py-1.5 text-right font-normal first:pl-0 first:text-left last:pr-0";

interface DayTableProps {
  place: AccountPlace;
  days: readonly MailboxDay[];
  words: DayWords;
}

/** The same days as numbers; those without anything are left out. */
export function DayTable({ place, days, words }: DayTableProps) {
  const lacking = words.lacking.charAt(0).toUpperCase() + words.lacking.slice(1);
  const rows = days.filter(({ provider, goneThere }) => provider + goneThere > 0);
  return (
    <div className="max-h-96 overflow-y-auto" tabIndex={0} role="group" aria-label="Days in numbers">
      <table className="w-full text-small">
        <thead className="text-text-muted">
          <tr>
            <th scope="col" className={cell}>
              Day
            </th>
            {[words.heading, "Here", "Left out", "Failed", lacking].map((heading) => (
              <th key={heading} scope="col" className={cell}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((day) => (
            <tr key={day.day} className={cn(day.day === place.day && "bg-accent-soft")}>
              <th scope="row" className={cn(cell, "whitespace-nowrap")}>
                <Link
                  href={hrefOf(place, { day: day.day })}
                  scroll={false}
                  prefetch={false}
                  className="text-accent hover:underline"
                >
                  {dayWords(day.day)}
                </Link>
              </th>
              <Numbers sums={sumsOf(day)} />
            </tr>
          ))}
          <tr className="font-medium">
            <th scope="row" className={cn(cell, "font-medium")}>
              In all
            </th>
            {/* Of what was not counted nothing is known, not even that there is none. */}
            <Numbers sums={days.length === 0 ? null : sumOf(days)} />
          </tr>
        </tbody>
      </table>
    </div>
  );
}

function Numbers({ sums }: { sums: Sums | null }) {
  return columns.map((column) => (
    <td
      key={column}
      className={cn(
        cell,
        "font-mono tabular-nums",
        column === "failed" && (sums?.failed ?? 0) > 0 && "text-danger",
        column === "missing" && (sums?.missing ?? 0) > 0 && "text-warning",
        !sums?.[column] && "text-text-muted",
      )}
    >
      {sums ? formatNumber(sums[column]) : "–"}
    </td>
  ));
}
