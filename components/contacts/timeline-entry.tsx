"use client";

import {
  ArrowDownLeft,
  ArrowUpRight,
  CalendarDays,
  ListTodo,
  type LucideIcon,
  Paperclip,
  StickyNote,
} from "lucide-react";
import { useId, useState } from "react";

import { countOf } from "#lib/format/number.ts";
import { formatDate, formatDateTime, formatTime } from "#lib/format/time.ts";
import { cn } from "#components/ui/cn.ts";
import { WholeDay } from "#components/ui/time.tsx";

import { EntryDetails } from "./entry-details.tsx";
import type { Entry } from "./timeline-kinds.ts";

interface TimelineEntryProps {
  entry: Entry;
  timeZone: string;
  /** Says the day, where no heading does; such an entry does not open. */
  withDay?: boolean;
}

/** One mail, meeting, note or task as plain text: what others wrote is never taken for markup. */
export function TimelineEntry({ entry, timeZone, withDay = false }: TimelineEntryProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { at, startDate, direction, from, subject, text, attachmentCount, threadId } = entry;
  const { Icon, words } = kindOf(entry);
  const opens = threadId !== null && !withDay;
  const title = subject ?? words;
  return (
    <li
      className={cn(
        "relative grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 border-b border-border px-4 py-2.5 last:border-b-0",
        opens && "hover:bg-sunken",
      )}
    >
      <Icon aria-hidden="true" className="mt-0.5 size-4 stroke-[1.5] text-text-muted" />
      <div className="min-w-0">
        {opens ? (
          <button
            type="button"
            dir="auto"
            data-row={entry.id}
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
            className="block max-w-full text-left font-medium break-words after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            {title}
          </button>
        ) : (
          <p dir="auto" className="font-medium break-words">
            {title}
          </p>
        )}
        {(title !== words || from) && (
          <p className="text-text-muted">
            {words}
            {from && (
              <>
                {direction === "outbound" ? " by " : " from "}
                <bdi>{from.name || from.address}</bdi>
              </>
            )}
          </p>
        )}
        {threadId !== null && subject === null && text === null && (
          <p className="mt-1 text-text-muted">The owner of the mailbox does not share what it says.</p>
        )}
        {text && !isOpen && (
          <p
            dir="auto"
            className="mt-1 line-clamp-3 max-w-prose text-reading break-words whitespace-pre-line"
          >
            {text}
          </p>
        )}
        {isOpen && threadId !== null && (
          <div id={id} className="relative">
            <EntryDetails id={entry.id} threadId={threadId} text={text} timeZone={timeZone} />
          </div>
        )}
        {attachmentCount > 0 && (
          <p className="mt-1 flex items-center gap-1 text-small text-text-muted">
            <Paperclip aria-hidden="true" className="size-3.5 stroke-[1.5]" />
            {countOf(attachmentCount, "attachment")}
          </p>
        )}
      </div>
      <EntryTime at={at} startDate={startDate} timeZone={timeZone} withDay={withDay} />
    </li>
  );
}

interface EntryTimeProps extends Pick<Entry, "at" | "startDate">, Pick<TimelineEntryProps, "timeZone"> {
  withDay: boolean;
}

function EntryTime({ at, startDate, timeZone, withDay }: EntryTimeProps) {
  const look = "text-text-muted tabular-nums";
  if (startDate !== null) {
    return (
      <WholeDay date={startDate} className={look}>
        {withDay ? null : "All day"}
      </WholeDay>
    );
  }
  return (
    <time dateTime={at} title={formatDateTime(at, timeZone)} className={look}>
      {withDay ? formatDate(at, timeZone) : formatTime(at, timeZone)}
    </time>
  );
}

function kindOf({ kind, direction }: Entry): { Icon: LucideIcon; words: string } {
  switch (kind) {
    case "note":
      return { Icon: StickyNote, words: "Note" };
    case "task":
      return { Icon: ListTodo, words: "Task" };
    case "meeting":
      return { Icon: CalendarDays, words: "Meeting" };
    case "email":
      return direction === "outbound"
        ? { Icon: ArrowUpRight, words: "Sent" }
        : { Icon: ArrowDownLeft, words: "Received" };
  }
}
