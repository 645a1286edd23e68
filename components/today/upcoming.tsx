"use client";

import { Repeat } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";

import { dayWords, formatTime, weekdayWords } from "#lib/format/time.ts";
import { wallClock } from "#lib/zone.ts";
import type { Today } from "#lib/schemas/insights.ts";
import { buttonStyle } from "#components/ui/button.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";

type Event = Today["upcoming"]["items"][number];

/** Days of the next week that hold something, soonest first. */
export function Upcoming({ upcoming: { items, more } }: Pick<Today, "upcoming">) {
  const timeZone = useTimeZone();
  const days = Map.groupBy(items, (event) => dayOf(event, timeZone));
  return (
    <SectionCard
      title="Coming up"
      actions={
        <Link href="/calendar" prefetch={false} className={buttonStyle({ size: "small", look: "quiet" })}>
          {more ? "More in the calendar" : "Calendar"}
        </Link>
      }
    >
      {items.length === 0 && <p className="px-4 py-3 text-text-muted">Nothing in the next seven days.</p>}
      {[...days].map(([day, events]) => (
        <Fragment key={day}>
          <h3 className="border-b border-border bg-sunken px-4 py-1 text-small font-medium text-text-muted">
            {day}
          </h3>
          <ul className="border-b border-border last:border-b-0">
            {events.map((event) => (
              <li key={`${event.id} ${event.startAt}`} className="border-b border-border last:border-b-0">
                <a
                  href={`/calendar?event=${event.id}&at=${encodeURIComponent(event.startAt)}`}
                  data-row={`${event.id} ${event.startAt}`}
                  className="grid min-h-9 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 px-4 py-1.5 -outline-offset-2 hover:bg-sunken"
                >
                  <span className="text-text-muted tabular-nums">{timesOf(event, timeZone)}</span>
                  <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                    <span className="min-w-0 truncate font-medium">{event.title ?? "Busy"}</span>
                    {event.recurs && (
                      <Repeat
                        role="img"
                        aria-label="Repeats"
                        className="size-3.5 self-center stroke-[1.5] text-text-muted"
                      />
                    )}
                    <span className="min-w-0 truncate text-text-muted">{peopleOf(event)}</span>
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </SectionCard>
  );
}

function dayOf({ startAt, startDate }: Event, timeZone: string): string {
  const date = startDate ?? wallClock(startAt, timeZone).date;
  return `${weekdayWords(date)} ${dayWords(date)}`;
}

function timesOf({ startAt, endAt, startDate }: Event, timeZone: string): string {
  return startDate === null ? `${formatTime(startAt, timeZone)} – ${formatTime(endAt, timeZone)}` : "All day";
}

const namedAtMost = 3;

function peopleOf({ people }: Event): string {
  // Who organises a meeting attends it too.
  const names = [...new Map(people.map(({ name, address }) => [address, name ?? address])).values()];
  const rest = names.length - namedAtMost;
  return names.slice(0, namedAtMost).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
