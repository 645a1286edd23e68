import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";

import type { DayItems, MailboxDays } from "#lib/schemas/reconciliation.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { SectionCard } from "#components/ui/section-card.tsx";

import { DayActs } from "./day-acts.tsx";
import { DayPanel } from "./day-panel.tsx";
import { DayTable } from "./day-table.tsx";
import {
  daysOfMonth,
  type DayWords,
  monthWords,
  shiftMonth,
  sumOf,
  sumsOf,
  sumWords,
  undated,
} from "./day-sums.ts";
import { MonthGrid } from "./month-grid.tsx";
import { type AccountPlace, hrefOf } from "./place.ts";
import { StackLegend } from "./stack-bar.tsx";
import { YearStrip } from "./year-strip.tsx";

interface DaysCardProps {
  place: AccountPlace;
  /** Of the year. */
  year: MailboxDays;
  open: DayItems | null;
  sources: readonly ("gmail" | "calendar")[];
  /** Whether the provider can be asked: it is connected, and an import was approved. Of a file, whether it is kept. */
  canAsk: boolean;
  /** Whether what is missing can be fetched: of a file once its import is done. */
  canFetch: boolean;
  words: DayWords;
}

const names = { gmail: "Mail", calendar: "Calendar" };

/** What the provider has on each day beside what became of it here. */
export function DaysCard({ place, year, open, sources, canAsk, canFetch, words }: DaysCardProps) {
  const { month, source, day, id } = place;
  const days = year.days.filter((one) => one.day.startsWith(month));
  const sums = sumOf(days);
  const all = daysOfMonth(month);
  const isFile = source === "file";
  // Of a file all days are listed, or none.
  const isListed = year.counted !== null || year.undated !== null;
  const absent = isFile && !isListed ? "Not read yet, or taken back" : capital(words.absent);
  const range = { from: all[0] ?? month, to: all.at(-1) ?? month };
  return (
    <SectionCard
      title="Day by day"
      actions={
        sources.length > 1 && (
          <nav aria-label="Mail or calendar" className="flex gap-1">
            {sources.map((one) => (
              <Link
                key={one}
                href={hrefOf(place, { source: one, day: null })}
                scroll={false}
                aria-current={one === source ? "true" : undefined}
                className={cn(
                  buttonStyle({ look: "quiet", size: "small" }),
                  one === source && "bg-accent-soft text-accent",
                )}
              >
                {names[one]}
              </Link>
            ))}
          </nav>
        )
      }
    >
      <div className="grid gap-4 p-4">
        <YearStrip place={place} days={year.days} words={words} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="flex items-center gap-1">
            <Step place={place} month={shiftMonth(month, -1)} label="Month before" />
            <h3 className="min-w-20 text-center font-semibold">{monthWords(month)}</h3>
            <Step place={place} month={shiftMonth(month, 1)} label="Month after" />
          </div>
          <p className="text-text-muted" role="status">
            {days.length === 0 ? absent : sumWords(sums, words)}
          </p>
        </div>
        <div className="grid items-start gap-4 @4xl/page:grid-cols-2">
          <MonthGrid place={place} days={days} today={year.today} words={words} />
          <DayTable place={place} days={days} words={words} />
        </div>
        <StackLegend />
        {year.undated && (
          <p>
            <Link
              href={hrefOf(place, { day: day === undated ? null : undated })}
              scroll={false}
              prefetch={false}
              aria-current={day === undated ? "date" : undefined}
              className="text-accent hover:underline"
            >
              Without a date: {sumWords(sumsOf(year.undated), words)}
            </Link>
          </p>
        )}
        {canAsk && (
          <DayActs
            key={`${source} ${month}`}
            id={id}
            source={source}
            range={range}
            words={
              isFile ? "Read the file again" : `Count ${monthWords(month)}${days.length > 0 ? " again" : ""}`
            }
            missing={canFetch ? sums.missing + sums.failed : 0}
            job={year.job}
          />
        )}
        {day && open && (
          <DayPanel
            key={day}
            place={{ ...place, day }}
            found={open}
            canAsk={canAsk}
            canFetch={canFetch}
            words={words}
          />
        )}
        <p className="text-small text-text-muted">
          Days begin at midnight in {year.timeZone}, the time zone of your profile.{" "}
          {isFile
            ? "What the file has is as it was read; what became of it is as it stands now. Spam, the bin and drafts are never brought in."
            : "What Google has is as of when it was asked; the rest is as it stands now, and what came since the last sync counts as missing until the next. Spam, the bin and drafts are never brought in."}
        </p>
      </div>
    </SectionCard>
  );
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

function Step({ place, month, label }: { place: AccountPlace; month: string; label: string }) {
  const Icon = label === "Month before" ? ChevronLeft : ChevronRight;
  return (
    <Link
      href={hrefOf(place, { month, day: null })}
      scroll={false}
      prefetch={false}
      aria-label={label}
      className={buttonStyle({ look: "quiet", size: "icon" })}
    >
      <Icon aria-hidden="true" />
    </Link>
  );
}
