import { ArrowDownLeft, ArrowUpRight, ListTodo, type LucideIcon, Paperclip, StickyNote } from "lucide-react";

import { countOf } from "#lib/format/number.ts";
import { formatDateTime } from "#lib/format/time.ts";
import type { TimelinePage } from "#lib/schemas/contacts.ts";

type Entry = TimelinePage["items"][number];

interface TimelineEntryProps {
  entry: Entry;
  timeZone: "UTC" | undefined;
}

/** One mail, note or task as plain text: what others wrote is never taken for markup. */
export function TimelineEntry({ entry, timeZone }: TimelineEntryProps) {
  const { at, direction, from, subject, text, attachmentCount } = entry;
  const { Icon, words } = kindOf(entry);
  const time = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(
    new Date(at),
  );
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-3 border-b border-border px-4 py-2.5 last:border-b-0">
      <Icon aria-hidden="true" className="mt-0.5 size-4 stroke-[1.5] text-text-muted" />
      <div className="min-w-0">
        <p className="font-medium break-words">{subject ?? words}</p>
        <p className="text-text-muted">
          {words}
          {from && ` ${direction === "outbound" ? "by" : "from"} ${from.name || from.address}`}
        </p>
        {subject === null && text === null && (
          <p className="mt-1 text-text-muted">The owner of the mailbox does not share what it says.</p>
        )}
        {text && (
          <p className="mt-1 line-clamp-3 max-w-prose text-reading break-words whitespace-pre-line">{text}</p>
        )}
        {attachmentCount > 0 && (
          <p className="mt-1 flex items-center gap-1 text-small text-text-muted">
            <Paperclip aria-hidden="true" className="size-3.5 stroke-[1.5]" />
            {countOf(attachmentCount, "attachment")}
          </p>
        )}
      </div>
      <time dateTime={at} title={formatDateTime(at, timeZone)} className="text-text-muted tabular-nums">
        {time}
      </time>
    </li>
  );
}

function kindOf({ kind, direction }: Entry): { Icon: LucideIcon; words: string } {
  switch (kind) {
    case "note":
      return { Icon: StickyNote, words: "Note" };
    case "task":
      return { Icon: ListTodo, words: "Task" };
    case "email":
      return direction === "outbound"
        ? { Icon: ArrowUpRight, words: "Sent" }
        : { Icon: ArrowDownLeft, words: "Received" };
  }
}
