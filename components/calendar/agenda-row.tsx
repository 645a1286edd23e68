import { MapPin, Repeat2, Video } from "lucide-react";

import type { EventOccurrence } from "#lib/schemas/calendar.ts";
import { namesOf } from "#components/mail/people.ts";
import { cn } from "#components/ui/cn.ts";

import { occurrenceKey } from "./address.ts";
import { titleOf } from "./event-button.tsx";
import { type Span, timeWords } from "./span.ts";

interface AgendaRowProps {
  event: EventOccurrence;
  span: Span;
  isOpen: boolean;
  onOpen: () => void;
}

/** One event of a day: when, what, with whom and where. */
export function AgendaRow({ event, span, isOpen, onOpen }: AgendaRowProps) {
  const { people, location, conferenceUrl, recurs, response } = event;
  const isDeclined = response === "declined";
  // Whoever organises mostly attends too; alone with oneself needs no name.
  const others = [...new Map(people.map((person) => [person.address, person])).values()];
  const hasOthers = others.length > 1;
  return (
    <li className="border-b border-border last:border-b-0">
      <button
        type="button"
        data-row={occurrenceKey(event)}
        data-event={occurrenceKey(event)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={onOpen}
        className={cn(
          "flex min-h-9 w-full items-baseline gap-x-4 px-4 py-2 text-left -outline-offset-2 max-sm:flex-col",
          isOpen ? "bg-accent-soft" : "transition-colors hover:bg-sunken",
        )}
      >
        <span className="shrink-0 text-text-muted tabular-nums sm:w-40">{timeWords(span)}</span>
        <span className="min-w-0 max-w-full grow">
          <span className="flex min-w-0 items-center gap-2 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&_svg]:text-text-muted">
            <span className={cn("truncate font-medium", isDeclined && "text-text-muted line-through")}>
              {titleOf(event)}
            </span>
            {recurs && <Repeat2 aria-label="Repeats" />}
            {response === "waiting" && <span className="shrink-0 text-small text-warning">Not answered</span>}
          </span>
          {(hasOthers || location || conferenceUrl) && (
            <span className="flex min-w-0 gap-x-3 text-text-muted max-sm:flex-col [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]">
              {hasOthers && <span className="truncate">{namesOf(others)}</span>}
              {(location || conferenceUrl) && (
                <span className="flex min-w-0 items-center gap-1">
                  {location ? <MapPin aria-hidden="true" /> : <Video aria-hidden="true" />}
                  <span className="truncate">{location ?? "Video call"}</span>
                </span>
              )}
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
